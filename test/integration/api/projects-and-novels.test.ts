import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { novelSchema, projectSchema, resultSchema } from '../../../src/contracts/entities.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const text = '第一章 雨夜\n\n林晓走进房间。她看见了张伟。\n\n第二章 天明\n\n他们离开了。\n'

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

async function newProject(name = 'A'): Promise<string> {
  const answer = await stack.send('POST', '/api/projects', { json: { name } })
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toBe(`/api/projects/${answer.body.id}`)
  return projectSchema.parse(answer.body).id
}

const put = (projectId: string, options: Parameters<Stack['send']>[2]) =>
  stack.send('PUT', `/api/projects/${projectId}/novel`, options)

test('a project is created with defaults, changed in part, and deleted', async () => {
  const id = await newProject(' 名字 ')
  expect((await stack.send('GET', `/api/projects/${id}`)).body).toMatchObject({ name: '名字', aspectRatio: '3:4' })
  const changed = await stack.send('PATCH', `/api/projects/${id}`, { json: { style: 'ink' } })
  expect(changed.body).toMatchObject({ name: '名字', style: 'ink' })
  expect((await stack.send('DELETE', `/api/projects/${id}`)).status).toBe(204)
  expect((await stack.send('GET', `/api/projects/${id}`)).status).toBe(404)
})

test('pages of a list hold every project once, the newest first', async () => {
  const ids = []
  for (let n = 0; n < 5; n++) ids.unshift(await newProject('paged'))
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor ? `&cursor=${cursor}` : ''
    const { body } = await stack.send('GET', `/api/projects?name=paged&limit=2${query}`)
    expect(body.items.length).toBeLessThanOrEqual(2)
    seen.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.nextCursor
  } while (cursor)
  expect(seen).toEqual(ids)
})

test('the same novel is the same in every form it is sent in', async () => {
  const id = await newProject()
  const form = new FormData()
  form.set('file', new Blob([new TextEncoder().encode(`\uFEFF${text}`)]), '目录/雨夜.txt')
  const forms = [
    { json: { content: text } },
    { body: text, headers: { 'content-type': 'text/plain; charset=utf-8' } },
    { body: text, headers: { 'content-type': 'text/markdown' } },
    { body: Buffer.from(`\uFEFF${text}`, 'utf16le'), headers: { 'content-type': 'application/octet-stream' } },
    { body: form },
  ]
  const answers = []
  for (const form of forms) answers.push(await put(id, form))
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200])
  expect(new Set(answers.map(({ body }) => novelSchema.parse(body).id)).size).toBe(1)
})

test('a novel is stored with its chapters and can be read back', async () => {
  const id = await newProject()
  const form = new FormData()
  form.set('file', new Blob([text]), '目录/雨夜.txt')
  const novel = (await put(id, { body: form })).body
  expect(novel).toMatchObject({ fileName: '雨夜.txt', language: 'zh', paragraphs: 4, chapters: 2 })
  expect((await stack.send('GET', `/api/projects/${id}/novel`)).body).toEqual(novel)
  expect((await stack.send('GET', `/api/projects/${id}`)).body.novel).toEqual(novel)
  const chapters = (await stack.send('GET', `/api/projects/${id}/chapters`)).body.items
  expect(chapters).toEqual([
    { title: '第一章 雨夜', volume: null, startParagraph: 0, endParagraph: 2 },
    { title: '第二章 天明', volume: null, startParagraph: 2, endParagraph: 4 },
  ])
  const stored = await stack.send('GET', `/api/projects/${id}/novel/text`)
  expect(stored.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(stored.body.split('\n')).toHaveLength(4)
})

test('a novel of exactly the allowed size is accepted as a file', async () => {
  const limited = await openStack({ maxNovelBytes: 30_000 })
  try {
    const { body: project } = await limited.send('POST', '/api/projects', { json: { name: 'A' } })
    const form = new FormData()
    form.set('file', new Blob(['x'.repeat(30_000)]), 'a.txt')
    expect((await limited.send('PUT', `/api/projects/${project.id}/novel`, { body: form })).status).toBe(201)
  } finally {
    await limited.close()
  }
})

test('another text becomes the novel of the project, and the one before comes back unchanged', async () => {
  const id = await newProject()
  const first = (await put(id, { json: { content: text } })).body
  const second = (await put(id, { json: { content: 'Chapter 1\n\nRain.' } })).body
  expect(second.id).not.toBe(first.id)
  expect((await put(id, { json: { content: text } })).body.id).toBe(first.id)
  expect((await stack.send('GET', `/api/projects/${id}/novel`)).body.id).toBe(first.id)
})

test('a text that two projects share is kept until the last of them is deleted', async () => {
  const [one, two] = [await newProject(), await newProject()]
  const content = 'A text that two projects share.'
  const { sha256 } = (await put(one, { json: { content } })).body
  await put(two, { json: { content } })
  const isStored = async () =>
    (await readdir(stack.storageDirectory, { recursive: true })).some((name) => name.includes(sha256))
  await stack.send('DELETE', `/api/projects/${one}`)
  expect(await isStored()).toBe(true)
  expect((await stack.send('GET', `/api/projects/${two}/novel/text`)).body).toBe(content)
  await stack.send('DELETE', `/api/projects/${two}`)
  expect(await isStored()).toBe(false)
})

test('the result of a project is whole before any job ran', async () => {
  const id = await newProject()
  expect((await stack.send('GET', `/api/projects/${id}/result`)).body.code).toBe('novel_missing')
  await put(id, { json: { content: text } })
  const { body } = await stack.send('GET', `/api/projects/${id}/result`)
  expect(resultSchema.parse(body)).toMatchObject({
    jobId: null,
    episodes: [],
    characters: [],
    novel: { paragraphs: 4 },
  })
})

test('another user’s project, novel, job and pictures answer like unknown ones', async () => {
  const { sql } = stack.database
  const other = '00000000-0000-7000-8000-0000000000ff'
  const project = '01900000-0000-7000-8000-000000000001'
  const job = '01900000-0000-7000-8000-000000000002'
  await sql`INSERT INTO "user" (id, name) VALUES (${other}, 'other')`
  await sql`INSERT INTO project (id, user_id, name, language, style, aspect_ratio) VALUES (${project}, ${other}, 'secret', 'en', '', '3:4')`
  await sql`INSERT INTO job (id, user_id, project_id, type, status, input, workflow_id)
            VALUES (${job}, ${other}, ${project}, 'novel_split', 'failed', '{}', ${`novel_split/${job}`})`
  const requests: [string, string][] = [
    ['GET', `/api/projects/${project}`],
    ['DELETE', `/api/projects/${project}`],
    ['GET', `/api/projects/${project}/novel`],
    ['GET', `/api/projects/${project}/chapters`],
    ['GET', `/api/projects/${project}/episodes`],
    ['GET', `/api/projects/${project}/characters`],
    ['GET', `/api/projects/${project}/result`],
    ['GET', `/api/jobs/${job}`],
    ['GET', `/api/jobs/${job}/items`],
    ['GET', `/api/jobs/${job}/progress`],
    ['POST', `/api/jobs/${job}/cancel`],
    ['POST', `/api/jobs/${job}/retry`],
    ['DELETE', `/api/jobs/${job}`],
  ]
  for (const [method, path] of requests) {
    expect([path, (await stack.send(method, path)).body.code]).toEqual([path, 'not_found'])
  }
  expect((await stack.send('GET', '/api/projects?name=secret')).body.items).toEqual([])
  expect((await stack.send('GET', `/api/jobs?projectId=${project}`)).body.items).toEqual([])
})
