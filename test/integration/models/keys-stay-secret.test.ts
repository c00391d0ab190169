/** Jobs on servers with distinctive keys, some of which quote the key in their errors: wherever anybody can look afterwards, no key is found. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFalServer } from '../../servers/fal/server.ts'
import type { TestServer } from '../../servers/listen.ts'
import { type OpenAiServer, startOpenAiServer } from '../../servers/openai/server.ts'
import { readerOf } from '../../servers/readers/choose-reader.ts'
import { type HearingServer, startHearingServer } from '../../support/hearing-server.ts'
import { createProject, ended, startJob } from '../../support/jobs.ts'
import { enNovel, zhNovel } from '../../support/novels.ts'
import { startTestApi, startTestWorker, type TestProcess } from '../../support/processes.ts'
import { readStream } from '../../support/read-stream.ts'
import { openStack, type Stack, send } from '../../support/stack.ts'
import { connectTemporal } from '../../support/temporal.ts'

const keys = {
  openAi: 'sk-environment-4e1d7a90',
  fal: '0f0e0d0c-1111-4222-8333-444455556666:falsecret77',
  text: 'text-stored-a1b2c3d4',
  image: 'image-stored-e5f60718',
  quoted: 'quoted-stored-99887766',
  encryption: 'encryption-passphrase-5150',
}

let stack: Stack
let api: TestProcess & { url: string }
let worker: TestProcess
let openAi: OpenAiServer
let gateway: OpenAiServer
let fal: TestServer
let quoting: HearingServer
const answers: string[] = []

beforeAll(async () => {
  const reader = await readerOf()
  openAi = await startOpenAiServer({ reader, key: keys.openAi })
  gateway = await startOpenAiServer({ reader })
  fal = await startFalServer({ key: keys.fal })
  quoting = await startHearingServer((request, response) => {
    const sent = request.headers.authorization ?? ''
    response.writeHead(request.method === 'GET' ? 404 : 400, {
      'content-type': 'application/json',
      'x-request-id': sent,
    })
    response.end(
      JSON.stringify({ error: { message: `Do not come here with ${sent}`, code: sent, param: sent, type: sent } }),
    )
  })
  const prepared = await openStack({
    api: false,
    logLevel: 'trace',
    environment: {
      OPENAI_API_KEY: keys.openAi,
      OPENAI_BASE_URL: openAi.baseUrl,
      FAL_KEY: keys.fal,
      FAL_QUEUE_URL: fal.url,
      ENCRYPTION_KEY: keys.encryption,
    },
  })
  api = await startTestApi(prepared.environment)
  worker = await startTestWorker(prepared.environment)
  stack = Object.create(prepared, {
    send: {
      value: async (method: string, path: string, options?: Parameters<Stack['send']>[2]) => {
        const answer = await send(`${api.url}${path}`, method, options)
        answers.push(JSON.stringify([answer.body, [...answer.headers]]))
        return answer
      },
    },
  })
})
afterAll(async () => {
  await Promise.all([api?.stop(), worker?.stop()])
  await stack?.close()
  await Promise.all([openAi, gateway, fal, quoting].map((server) => server?.close()))
})

test('no key is found in rows, files, histories, logs, answers, the stream or the page', {
  timeout: 180_000,
}, async () => {
  const byEnvironment = await createProject(stack, enNovel(3))
  const byProject = await createProject(stack, zhNovel(2))
  const refused = await createProject(stack, zhNovel(2))
  const set = (project: string, json: unknown) => stack.send('PATCH', `/api/projects/${project}/settings`, { json })
  const text = { provider: 'openai', baseUrl: gateway.baseUrl, model: 'tester' }
  const image = { provider: 'openai', baseUrl: gateway.baseUrl }
  expect((await set(byProject, { text, image, keys: { text: keys.text, image: keys.image } })).status).toBe(200)
  const quotingText = { provider: 'openai', baseUrl: `${quoting.url}/v1`, model: 'tester' }
  expect((await set(refused, { text: quotingText, keys: { text: keys.quoted } })).status).toBe(200)
  for (const project of [byEnvironment, byProject, refused]) {
    for (const kind of ['text', 'image']) {
      await stack.send('POST', `/api/projects/${project}/settings/test`, { json: { kind, draw: true } })
    }
  }

  const stream = await readStream(api.url)
  const jobs = [
    await startJob(stack, 'adaptation', byEnvironment),
    await startJob(stack, 'adaptation', byProject),
    await startJob(stack, 'novel_split', refused),
  ]
  const { temporal, connection } = await connectTemporal(stack)
  const described: string[] = []
  const watching = setInterval(async () => {
    for (const job of jobs) {
      const handle = temporal.workflow.getHandle(job.workflowId)
      described.push(JSON.stringify((await handle.describe().catch(() => null))?.raw ?? null))
    }
  }, 300)
  const outcomes = await Promise.all(jobs.map((job) => ended(stack, job.id, 150_000)))
  clearInterval(watching)
  expect(outcomes.map(({ status }) => status)).toEqual(['completed', 'completed', 'failed'])
  // The keys were used, so there was something to leak.
  expect(openAi.ledger.entries.length).toBeGreaterThan(2)
  expect(gateway.ledger.entries.length).toBeGreaterThan(2)
  expect(fal.ledger.entries.length).toBeGreaterThan(1)
  expect(quoting.authorizations).toContain(`Bearer ${keys.quoted}`)

  const histories: string[] = []
  for await (const { workflowId, runId } of temporal.workflow.list()) {
    histories.push(JSON.stringify(await temporal.workflow.getHandle(workflowId, runId).fetchHistory()))
  }
  await connection.close()
  stream.close()
  for (const job of jobs) {
    for (const path of ['', '/items', '/progress']) await stack.send('GET', `/api/jobs/${job.id}${path}`)
  }
  for (const project of [byEnvironment, byProject, refused]) {
    for (const path of ['', '/result', '/settings', '/characters', '/episodes']) {
      await stack.send('GET', `/api/projects/${project}${path}`)
    }
  }
  await stack.send('PATCH', '/api/settings', { json: { keys: { text: `${keys.text}\n${keys.image}` } } })
  await stack.send('PATCH', '/api/settings', {
    body: `{"keys": {"text": "${keys.text}"`,
    headers: { 'content-type': 'application/json' },
  })
  await stack.send('GET', '/')

  const places = {
    rows: await allRows(stack),
    files: await allFiles(stack.storageDirectory),
    histories: histories.map(decoded).join('\n'),
    described: described.map(decoded).join('\n'),
    answers: answers.join('\n'),
    stream: JSON.stringify(stream.messages),
    'log of the API': api.output(),
    'log of the worker': worker.output(),
  }
  // What payloads hold was looked into.
  expect(places.histories).toContain('{"jobId":"')
  for (const [place, content] of Object.entries(places)) {
    expect(content.length, place).toBeGreaterThan(50)
    for (const [name, key] of Object.entries(keys)) {
      for (const form of [key, Buffer.from(key).toString('base64').replace(/=+$/, ''), encodeURIComponent(key)]) {
        expect(content.includes(form), `the key ${name} in ${place}`).toBe(false)
      }
    }
  }
})

/** Every row of every table, as text. */
async function allRows({ database: { sql } }: Stack): Promise<string> {
  const tables = await sql`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`
  const texts = await Promise.all(
    tables.map(async ({ table_name: table }) => {
      const rows = await sql`SELECT row_to_json(each)::text AS line FROM ${sql(table)} each`
      return rows.map(({ line }) => line).join('\n')
    }),
  )
  return texts.join('\n')
}

async function allFiles(directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')))
  return texts.join('\n')
}

/** A history with what its payloads hold, which are in base64. */
function decoded(json: string): string {
  const payloads = json.match(/"data":\s*(?:"[\w+/=]+"|\{"type":"Buffer","data":\[[\d,]*\]\})/g) ?? []
  const texts = payloads.map((payload) => {
    const { data } = JSON.parse(`{${payload}}`)
    return typeof data === 'string' ? Buffer.from(data, 'base64').toString() : Buffer.from(data.data).toString()
  })
  return [json, ...texts].join('\n')
}
