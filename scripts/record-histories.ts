/**
 * Records the histories that `test/replay` replays: runs small jobs of every type on servers of their own, in a directory that is deleted
 * afterwards, and writes what Temporal noted to `test/replay/histories`. Run it when a change of a workflow is meant to be the new normal, never
 * to make a failing replay pass.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type OpenApi, openApi } from '../src/api/open-api.ts'
import { loadConfig } from '../src/config.ts'
import type { JobDetail } from '../src/contracts/job.ts'
import type { JobType } from '../src/contracts/job-types.ts'
import { isFinal } from '../src/contracts/statuses.ts'
import { connectDatabase } from '../src/db/client.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { holdLocalServices, stopLocalServices } from '../src/local/index.ts'
import { createLogger } from '../src/log.ts'
import { createSettings } from '../src/settings/settings.ts'
import { zhNovel } from '../test/support/novels.ts'
import { scrubHistory } from './scrub-history.ts'

const historiesDirectory = fileURLToPath(new URL('../test/replay/histories', import.meta.url))
const projectDirectory = fileURLToPath(new URL('..', import.meta.url))
/** More items than one run works on, so that the job continues as new. */
const itemsOverOneRun = 301
/** Characters of JSON from which a history is stored compressed. */
const largeHistory = 200_000

const directory = await mkdtemp(join(tmpdir(), 'cineqo-record-'))
await chmod(directory, 0o755)
const home = join(directory, '.cineqo')
const storageDirectory = join(directory, 'storage')
const services = await holdLocalServices({
  directory: home,
  role: 'test',
  need: { postgres: true, temporal: true },
  onProgress: (message) => console.log(message),
})
const { databaseUrl = '', temporalAddress = '' } = services
const database = connectDatabase({ url: databaseUrl, poolSize: 6, applicationName: 'cineqo-record' })
await migrateDatabase(database)
const logger = createLogger({ level: 'warn', role: 'record' })
const api = await openApi({
  database,
  temporal: { address: temporalAddress, namespace: 'default', tls: false, uiUrl: null },
  storageDirectory,
  maxNovelBytes: 1024 * 1024,
  logger,
  // Nothing of the environment: the offline providers work.
  settings: createSettings({ database, config: loadConfig({ CINEQO_DIRECTORY: home }) }),
})
const url = await api.server.listen({ host: '127.0.0.1', port: 0 })
const worker = await startWorker()
try {
  await record(api)
} finally {
  worker.kill('SIGTERM')
  await once(worker, 'exit')
  await api.close()
  await database.close()
  await services.release()
  await stopLocalServices(home)
  await rm(directory, { recursive: true, force: true })
}

async function record({ context }: OpenApi): Promise<void> {
  await rm(historiesDirectory, { recursive: true, force: true })
  await mkdir(historiesDirectory, { recursive: true })
  const save = async (job: { workflowId: string; type: JobType }, name: string, runId?: string) => {
    const history = await context.engine.client.workflow.getHandle(job.workflowId, runId).fetchHistory()
    const json = scrubHistory(history, directory)
    const isLarge = json.length > largeHistory
    const file = `${job.type}.${name}.json${isLarge ? '.gz' : ''}`
    await writeFile(join(historiesDirectory, file), isLarge ? gzipSync(json) : json)
    console.log(`${file}: ${history.events?.length} events`)
  }

  const small = await newProject(2)
  const whole = await ended(await start('adaptation', small))
  for (const job of [whole, ...whole.children]) await save(job, 'completed')
  const cast = whole.children.find(({ type }) => type === 'character_extraction')
  const [picture] = (await detail(cast?.id ?? '')).children
  if (picture) await save(picture, 'completed')

  const long = await newProject(60)
  const cancelled = await start('adaptation', long)
  while ((await detail(cancelled.id)).children.every(({ progress }) => progress < 40)) await sleep(20)
  await send('POST', `/api/jobs/${cancelled.id}/cancel`)
  const stopped = await ended(cancelled)
  for (const job of [stopped, ...stopped.children]) await save(job, 'cancelled')

  // Pictures can't be stored where a file is in the way of their folder.
  await rm(join(storageDirectory, 'images'), { recursive: true, force: true })
  await writeFile(join(storageDirectory, 'images'), '')
  const failing = await ended(await start('character_extraction', await newProject(1)))
  await save(failing, failing.status)
  const [failedPicture] = failing.children
  if (failedPicture) await save(failedPicture, failedPicture.status)
  await rm(join(storageDirectory, 'images'))

  const input = { mode: 'count', maxEpisodes: itemsOverOneRun }
  const split = await ended(await start('novel_split', await newProject(60), input))
  const { events } = await context.engine.client.workflow.getHandle(split.workflowId).fetchHistory()
  const before = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId
  await save(split, 'continued', before ?? undefined)
  await save(split, 'continuation')

  const characters: { id: string }[] = (await send('GET', `/api/projects/${small}/characters`)).items
  const characterIds = characters.map(({ id }) => id)
  const batch = await start('batch_image_generation', small, { characterIds, regenerate: true })
  await save(await ended(batch), 'completed')
}

async function startWorker(): Promise<ChildProcess> {
  const child = fork('src/worker.ts', [], {
    cwd: projectDirectory,
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      TEXT_PROVIDER: 'offline',
      IMAGE_PROVIDER: 'offline',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      STORAGE_DIRECTORY: storageDirectory,
      CINEQO_DIRECTORY: home,
      LOG_LEVEL: 'error',
    },
  })
  await once(child, 'message')
  return child
}

// biome-ignore lint/suspicious/noExplicitAny: answers of our own API, used a line below.
async function send(method: string, path: string, json?: unknown): Promise<any> {
  const headers = json === undefined ? undefined : { 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    body: json === undefined ? undefined : JSON.stringify(json),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function newProject(chapters: number): Promise<string> {
  const { id } = await send('POST', '/api/projects', { name: 'Recorded', language: 'zh' })
  await send('PUT', `/api/projects/${id}/novel`, { content: zhNovel(chapters) })
  return id
}

function start(type: JobType, projectId: string, input: Record<string, unknown> = {}): Promise<JobDetail> {
  return send('POST', '/api/jobs', { type, projectId, input })
}

function detail(jobId: string): Promise<JobDetail> {
  return send('GET', `/api/jobs/${jobId}`)
}

async function ended({ id }: { id: string }): Promise<JobDetail> {
  for (;;) {
    const job = await detail(id)
    // The workflow closes a moment after its row.
    if (isFinal(job.status)) return sleep(500).then(() => job)
    await sleep(100)
  }
}
