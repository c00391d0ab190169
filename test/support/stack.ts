/**
 * The stack of one test file: a database and a Temporal namespace of its own on the servers of the run, and, unless `api: false`, the API in
 * this process on a free port.
 *
 *   const stack = await openStack()            // in beforeAll
 *   const project = await stack.send('POST', '/api/projects', { json: { name: 'A' } })
 *   await stack.close()                        // in afterAll
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type OpenApi, openApi } from '../../src/api/open-api.ts'
import type { ReadingLimits } from '../../src/api/reading/reading-processes.ts'
import { loadConfig } from '../../src/config.ts'
import { connectDatabase, type Database } from '../../src/db/client.ts'
import { migrateDatabase } from '../../src/db/migrate.ts'
import { createLogger, type Logger } from '../../src/log.ts'
import { createSettings, type Settings } from '../../src/settings/settings.ts'
import { noModels } from './model-variables.ts'
import { type GivenProviders, providersOfEveryProject } from './offline-providers.ts'

export interface Answer {
  status: number
  headers: Headers
  /** Parsed when the answer is JSON, else its text. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers freely; a wrong guess fails the test.
  body: any
}

export interface SendOptions {
  json?: unknown
  body?: RequestInit['body']
  headers?: Record<string, string>
}

export interface Stack {
  /** Of the database and the namespace. */
  name: string
  databaseUrl: string
  database: Database
  temporalAddress: string
  namespace: string
  storageDirectory: string
  logger: Logger
  settings: Settings
  /** Throws in a stack without an API. */
  api: OpenApi
  /** Of the API, without a slash at the end. Empty without one. */
  url: string
  send(method: string, path: string, options?: SendOptions): Promise<Answer>
  /** Environment for processes of ours that are to use this stack. */
  environment: Record<string, string>
  /** Closes the API; its address answers nothing until `startApi` opens it there again. */
  stopApi(): Promise<void>
  startApi(): Promise<void>
  close(): Promise<void>
}

export interface StackOptions {
  api?: boolean
  maxNovelBytes?: number
  readingLimits?: Partial<ReadingLimits>
  /** Of the process's own log; tests are quiet by default. */
  logLevel?: string
  /** Where the API believes Temporal to be, for tests in which it is not there. */
  apiTemporalAddress?: string
  /** What the environment says of models: `OPENAI_BASE_URL` and its like. Nothing by default, so that the offline providers work. */
  environment?: Record<string, string>
  /** Who works for projects, as the API sees it, in place of what the settings say. */
  providers?: GivenProviders
  /** Folder of a built page, for tests in a browser. */
  builtPage?: string
}

export async function openStack(options: StackOptions = {}): Promise<Stack> {
  const name = `cineqo_${randomBytes(6).toString('hex')}`
  const temporalAddress = inject('temporalAddress')
  const [databaseUrl] = await Promise.all([createDatabase(name), registerNamespace(temporalAddress, name)])
  const logger = createLogger({ level: options.logLevel ?? 'silent', role: 'test' })
  const database = connectDatabase({ url: databaseUrl, poolSize: 6, applicationName: name })
  await migrateDatabase(database)
  const storageDirectory = join(inject('testDirectory'), name)
  const directory = join(inject('testDirectory'), `${name}-home`)
  const config = loadConfig({ CINEQO_DIRECTORY: directory, ...options.environment })
  const settings = createSettings({ database, config })
  const open = () =>
    openApi({
      database,
      temporal: {
        address: options.apiTemporalAddress ?? temporalAddress,
        namespace: name,
        tls: false,
        uiUrl: inject('temporalUi') || null,
      },
      storageDirectory,
      maxNovelBytes: options.maxNovelBytes ?? 20 * 1024 * 1024,
      logger,
      settings,
      ...(options.providers && { providersOf: providersOfEveryProject(options.providers) }),
      ...(options.readingLimits && { readingLimits: options.readingLimits }),
      ...(options.builtPage !== undefined && { builtPage: options.builtPage }),
    })
  let api = options.api === false ? undefined : await open()
  const url = (await api?.server.listen({ host: '127.0.0.1', port: 0 })) ?? ''
  return {
    name,
    databaseUrl,
    database,
    temporalAddress,
    namespace: name,
    storageDirectory,
    logger,
    settings,
    get api() {
      if (!api) throw new Error('The API of this stack is not open.')
      return api
    },
    url,
    send: (method, path, request) => send(`${url}${path}`, method, request),
    environment: {
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: name,
      STORAGE_DIRECTORY: storageDirectory,
      CINEQO_DIRECTORY: directory,
      LOG_LEVEL: options.logLevel ?? 'warn',
      ...noModels,
      ...options.environment,
    },
    async stopApi() {
      await api?.close()
      api = undefined
    },
    async startApi() {
      api = await open()
      await api.server.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })
    },
    async close() {
      await api?.close()
      await database.close()
    },
  }
}

/** Waits until `look` gives something, and returns it. Throws with `what` after `timeoutMs`. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | null | false> | Found | undefined | null | false,
  timeoutMs = 20_000,
): Promise<Found> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Sends a request, and reads its answer whole. */
export async function send(url: string, method: string, { json, body, headers }: SendOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(json !== undefined ? { body: JSON.stringify(json) } : body !== undefined ? { body } : {}),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

async function createDatabase(name: string): Promise<string> {
  const serverUrl = inject('databaseUrl')
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(`CREATE DATABASE "${name}"`)
  await sql.end()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function registerNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address })
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  })
  await until('the namespace', async () => {
    try {
      await connection.workflowService.describeNamespace({ namespace })
      return true
    } catch {
      return false
    }
  })
  await connection.close()
}
