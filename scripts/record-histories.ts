/**
 * Records the histories that `test/replay` replays: runs small jobs of every type on servers of their own, in a directory that is deleted
 * afterwards, and writes what Temporal noted to `test/replay/histories`. A history that is there stays: jobs that began as it did are to go on. Where a
 * workflow has learned something, a job that does it is added below, under a name of its own.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { openApi } from '../src/api/open-api.ts'
import { loadConfig } from '../src/config.ts'
import type { JobDetail } from '../src/contracts/job.ts'
import type { JobType } from '../src/contracts/job-types.ts'
import { isFinal } from '../src/contracts/statuses.ts'
import type { PersonFinding } from '../src/contracts/text.ts'
import { connectDatabase } from '../src/db/client.ts'
import { migrateDatabase } from '../src/db/migrate.ts'
import { holdLocalServices, stopLocalServices } from '../src/local/index.ts'
import { createLogger } from '../src/log.ts'
import type { NovelPassage } from '../src/providers/analyst.ts'
import { createSettings } from '../src/settings/settings.ts'
import { startInProcessWorker } from '../test/support/in-process-worker.ts'
import { zhNovel } from '../test/support/novels.ts'
import { paidProviders, textCallUsd } from '../test/support/paid-providers.ts'
import { scrubHistory } from './scrub-history.ts'

const historiesDirectory = fileURLToPath(new URL('../test/replay/histories', import.meta.url))
const projectDirectory = fileURLToPath(new URL('..', import.meta.url))
/** More items than one run works on, so that the job continues as new. */
const itemsOverOneRun = 301
/** Characters of JSON from which a history is stored compressed. */
const largeHistory = 200_000

/** Two who bear a name, and passages in which it stands alone. */
const doubtfulNovel = Array.from(
  { length: 12 },
  () => 'Tom Reed and Tom Hale rowed out to the ships. Tom Hale sang.\n\nTom Reed slept. Tom woke him. Tom laughed.',
).join('\n\n')

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
// Nothing of the environment: the offline providers work.
const settings = createSettings({ database, config: loadConfig({ CINEQO_DIRECTORY: home }) })
const namespace = 'default'
const api = await openApi({
  database,
  temporal: { address: temporalAddress, namespace, tls: false, uiUrl: null },
  storageDirectory,
  maxNovelBytes: 1024 * 1024,
  logger,
  settings,
})
const url = await api.server.listen({ host: '127.0.0.1', port: 0 })
try {
  await working(startOfflineWorker, recordOffline)
  await working(startPaidWorker, recordPaid)
} finally {
  await api.close()
  await database.close()
  await services.release()
  await stopLocalServices(home)
  await rm(directory, { recursive: true, force: true })
}

/** Runs jobs while a worker runs. */
async function working(startWorker: () => Promise<() => Promise<unknown>>, record: () => Promise<void>): Promise<void> {
  const stop = await startWorker()
  try {
    await record()
  } finally {
    await stop()
  }
}

/** Writes the history of a job, unless one of that name is there. */
async function save(job: { workflowId: string; type: JobType }, name: string, runId?: string): Promise<void> {
  const history = await api.context.engine.client.workflow.getHandle(job.workflowId, runId).fetchHistory()
  const json = scrubHistory(history, directory)
  const isLarge = json.length > largeHistory
  const file = `${job.type}.${name}.json${isLarge ? '.gz' : ''}`
  const path = join(historiesDirectory, file)
  if (existsSync(path)) {
    console.log(`${file}: stays`)
    return
  }
  await writeFile(path, isLarge ? gzipSync(json) : json)
  console.log(`${file}: ${history.events?.length} events`)
}

async function recordOffline(): Promise<void> {
  await mkdir(historiesDirectory, { recursive: true })
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
  const { events } = await api.context.engine.client.workflow.getHandle(split.workflowId).fetchHistory()
  const before = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId
  await save(split, 'continued', before ?? undefined)
  await save(split, 'continuation')

  const characters: { id: string }[] = (await send('GET', `/api/projects/${small}/characters`)).items
  const characterIds = characters.map(({ id }) => id)
  const batch = await start('batch_image_generation', small, { characterIds, regenerate: true })
  await save(await ended(batch), 'completed')
}

/** A job that waits for its budget, and one whose people are doubtful and have further looks. */
async function recordPaid(): Promise<void> {
  const project = await newProject(12)
  const poor = await start('novel_split', project, { mode: 'chapters' }, 4 * textCallUsd.most)
  while ((await detail(poor.id)).waiting?.reason !== 'budget') await sleep(20)
  // What was under way when the budget was reached ends first.
  await sleep(2000)
  await send('PUT', `/api/jobs/${poor.id}/budget`, { budgetUsd: 10 })
  await save(await ended(poor), 'paused')

  const doubtful = await newProject(0, doubtfulNovel)
  const cast = await ended(await start('character_extraction', doubtful, { images: true, looks: true }))
  await save(cast, 'decided')
  const looks = cast.children.find(({ input }) => input.looks === true)
  if (looks) await save(looks, 'looks')
}

/** Models that find three people, of whom the third may be either of the others, and a look for each. */
async function startPaidWorker(): Promise<() => Promise<void>> {
  const paid = paidProviders()
  const { findPeople, describeCharacter } = paid.analyst
  paid.analyst.findPeople = async (passage, call) => {
    const made = await findPeople(passage, call)
    if (passage.language !== 'en') return made
    return { ...made, value: ['Tom Reed', 'Tom Hale', 'Tom'].map((name) => personNamed(name, passage)) }
  }
  paid.analyst.describeCharacter = async (facts, call) => {
    const made = await describeCharacter(facts, call)
    return {
      ...made,
      value: { ...made.value, looks: [{ name: 'At sea', appearance: 'an oilskin', prompt: '', startParagraph: 2 }] },
    }
  }
  return startInProcessWorker({ database, logger, storageDirectory, settings, namespace, temporalAddress }, paid)
}

function personNamed(name: string, { paragraphs }: NovelPassage): PersonFinding {
  const shown = paragraphs.find(({ text }) => text.includes(name))
  const evidence = shown ? [{ name, paragraph: shown.number, quote: shown.text.slice(0, 60) }] : []
  return { name, aliases: [], mentions: 2, gender: 'male', age: null, isNarrator: false, evidence }
}

async function startOfflineWorker(): Promise<() => Promise<unknown>> {
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
  return () => {
    child.kill('SIGTERM')
    return once(child, 'exit')
  }
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

async function newProject(chapters: number, content = zhNovel(chapters)): Promise<string> {
  const { id } = await send('POST', '/api/projects', { name: 'Recorded', language: 'zh' })
  await send('PUT', `/api/projects/${id}/novel`, { content })
  return id
}

function start(
  type: JobType,
  projectId: string,
  input: Record<string, unknown> = {},
  budgetUsd?: number,
): Promise<JobDetail> {
  return send('POST', '/api/jobs', { type, projectId, input, ...(budgetUsd !== undefined && { budgetUsd }) })
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
