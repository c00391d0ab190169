import type { IncomingMessage } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { CineqoApiError, createClient } from '../../../src/client/index.ts'
import { type Answer, aJob, answerJson, type ScriptedServer, startServer } from './scripted-server.ts'

let server: ScriptedServer | undefined
afterEach(() => server?.close())

async function clientOf(answer: Answer, options: { language?: 'zh' | 'en'; timeoutMs?: number } = {}) {
  server = await startServer(answer)
  return createClient({ baseUrl: server.url, ...options })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const projectId = aJob().projectId
const aNovel = {
  id: aJob().id,
  projectId,
  sha256: 'a'.repeat(64),
  fileName: null,
  advertisements: 0,
  chaptersVersion: 0,
  report: null,
  hasOriginal: true,
  language: 'zh',
  characters: 4,
  paragraphs: 1,
  chapters: 0,
  createdAt: '2026-01-02T03:04:05.000Z',
}

test('a problem is thrown with its code, its parameters and both sentences', async () => {
  const client = await clientOf(
    (_request, response) =>
      answerJson(response, 409, {
        type: 'urn:cineqo:problem:job_not_retryable',
        code: 'job_not_retryable',
        params: { status: 'completed' },
        detail: 'A job with status completed has nothing to retry.',
        requestId: 'r-1',
      }),
    { language: 'zh' },
  )
  const error = await client.retryJob(aJob().id).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(CineqoApiError)
  expect(error).toMatchObject({
    code: 'job_not_retryable',
    status: 409,
    params: { status: 'completed' },
    requestId: 'r-1',
    message: '状态为 completed 的任务没有可重试的内容。',
    messages: { en: 'A job with status completed has nothing to retry.' },
  })
})

test.each<[string, Answer, number]>([
  ['a page of a proxy', (_, response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'), 502],
  ['JSON of something else', (_, response) => answerJson(response, 200, { hello: 'world' }), 200],
  ['half an answer', (_, response) => void response.writeHead(200).end('{"id": "0199'), 200],
  ['a problem of another kind', (_, response) => answerJson(response, 400, { code: 'what_is_this' }), 400],
])('%s is a bad answer', async (_title, answer, status) => {
  const client = await clientOf(answer)
  await expect(client.getProject(projectId)).rejects.toMatchObject({ code: 'bad_answer', status })
})

test('a server that is not there is a network error with the reason', async () => {
  const client = await clientOf(() => {})
  await server?.close()
  await expect(client.getHealth()).rejects.toMatchObject({
    code: 'network',
    status: 0,
    detail: expect.stringContaining('ECONNREFUSED'),
  })
})

test('an answer that takes too long is a network error', async () => {
  const client = await clientOf(() => {}, { timeoutMs: 50 })
  await expect(client.getHealth()).rejects.toMatchObject({ code: 'network', detail: 'no answer within 0.05 s' })
})

test('a body that stops in the middle runs into the time-out as well', async () => {
  const client = await clientOf((_, response) => void response.writeHead(200).write('{'), { timeoutMs: 50 })
  await expect(client.getHealth()).rejects.toMatchObject({ code: 'network' })
})

test("aborting rejects with the caller's own reason", async () => {
  const client = await clientOf(() => {})
  const reason = new Error('not needed any more')
  await expect(client.getHealth({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('ids are escaped, lists are parted by commas, the key travels as a header', async () => {
  const seen: { url: string | undefined; key: string | string[] | undefined }[] = []
  const client = await clientOf((request, response) => {
    seen.push({ url: request.url, key: request.headers['idempotency-key'] })
    if (request.method === 'POST') answerJson(response, 202, aJob())
    else answerJson(response, 200, { items: [], nextCursor: null })
  })
  await client.getUserJobs({ status: ['failed', 'cancelled'], limit: 5 })
  await client.listEpisodes('../../jobs?x=')
  await client.startJob({ type: 'novel_split', projectId }, { idempotencyKey: 'k' })
  expect(seen).toEqual([
    { url: '/api/jobs?status=failed%2Ccancelled&limit=5', key: undefined },
    { url: '/api/projects/..%2F..%2Fjobs%3Fx%3D/episodes', key: undefined },
    { url: '/api/jobs', key: 'k' },
  ])
})

test('lists that are read whole are read to their last page', async () => {
  const client = await clientOf((request, response) => {
    const second = request.url?.includes('cursor=next')
    answerJson(response, 200, { items: [aJob({ version: second ? 2 : 1 })], nextCursor: second ? null : 'next' })
  })
  expect((await client.getActiveJobs()).map(({ version }) => version)).toEqual([1, 2])
})

test('bytes of a novel are sent as a file with its name', async () => {
  let sent = ''
  const client = await clientOf(async (request, response) => {
    sent = await bodyOf(request)
    answerJson(response, 201, aNovel)
  })
  await client.putNovel(projectId, new TextEncoder().encode('第一章'), { fileName: '小说.txt' })
  expect(sent).toContain('第一章')
  expect(sent).toContain('filename="小说.txt"')
})

test('splitNovelByAIAsync sends the novel, then starts the job', async () => {
  const seen: [string | undefined, unknown][] = []
  const client = await clientOf(async (request, response) => {
    seen.push([`${request.method} ${request.url}`, JSON.parse(await bodyOf(request))])
    answerJson(response, 200, request.method === 'PUT' ? aNovel : aJob({ type: 'novel_split' }))
  })
  const start = await client.splitNovelByAIAsync('从前有座山', projectId, { maxEpisodes: 20 })
  expect(start).toEqual({ success: true, jobId: aJob().id })
  expect(seen).toEqual([
    [`PUT /api/projects/${projectId}/novel`, { content: '从前有座山' }],
    ['POST /api/jobs', { type: 'novel_split', projectId, input: { maxEpisodes: 20 } }],
  ])
})

test('generateCharacterImageAsync finds the project by the character', async () => {
  const characterId = aJob().id
  let asked: unknown
  const client = await clientOf(async (request, response) => {
    if (request.method === 'POST') {
      asked = JSON.parse(await bodyOf(request))
      return answerJson(response, 202, aJob())
    }
    answerJson(response, 200, {
      id: characterId,
      projectId,
      name: '林黛玉',
      aliases: [],
      importance: 'main',
      mentions: 3,
      evidence: [],
      gender: null,
      age: null,
      isNarrator: false,
      role: '',
      description: '',
      appearance: '',
      prompt: '',
      invented: [],
      provider: null,
      setAsideReason: null,
      images: [],
      looks: [],
      updatedAt: aNovel.createdAt,
    })
  })
  await client.generateCharacterImageAsync(characterId, { regenerate: true })
  expect(asked).toEqual({ type: 'character_image_generation', projectId, input: { characterId, regenerate: true } })
})

test('starting by the old names never throws', async () => {
  const client = await clientOf((_, response) => answerJson(response, 409, { code: 'novel_missing', params: {} }))
  expect(await client.extractCharactersAsync(projectId)).toMatchObject({
    success: false,
    error: 'The project has no novel yet. Paste or upload one first.',
    problem: { code: 'novel_missing' },
  })
  await server?.close()
  expect(await client.splitNovelByAIAsync('x', projectId)).toMatchObject({
    success: false,
    problem: { code: 'network' },
  })
  expect(await client.generateCharacterImageAsync('x')).toMatchObject({ success: false, problem: { code: 'network' } })
})

test('the address of a picture is on the origin of the API', async () => {
  expect(createClient({ baseUrl: 'http://host:3000/' }).imageUrl({ url: '/api/images/1/file' })).toBe(
    'http://host:3000/api/images/1/file',
  )
  expect(createClient().imageUrl('/api/images/1/file')).toBe('/api/images/1/file')
})
