/**
 * Every setting of Cineqo: name, meaning, unit and default. The environment (and `.env` in the working directory) is read here and nowhere
 * else, once, and all that is wrong with it is said at once.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type ImageProvider, imageProviders, type TextProvider, textProviders } from './contracts/settings.ts'

const megabyte = 1024 * 1024
const port = z.coerce.number().int().min(0).max(65_535)
const concurrency = z.coerce.number().int().min(1).max(1000)
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')
const callsPerMinute = z.coerce.number().int().min(1).max(100_000)
const modelName = z
  .string()
  .trim()
  .max(200)
  .regex(/^[\w.:/@+-]+$/, 'letters, digits and . : / @ + - _')
// The message must not repeat the value, as that of a failed request header would.
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,1000}$/, 'at most 1000 characters of ASCII without spaces')
const httpUrl = z.url({ protocol: /^https?$/ }).refine((url) => {
  const { username, password } = new URL(url)
  return !username && !password
}, 'without a name and password')
const loopbackHosts = ['127.0.0.1', 'localhost', '::1', '[::1]']

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(12),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d+$/, 'host:port, such as 127.0.0.1:7233')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS: flag.optional(),
  TEMPORAL_UI_URL: z.url().optional(),
  TEMPORAL_CLI_PATH: z.string().min(1).optional(),
  CINEQO_DIRECTORY: z.string().min(1).default('.cineqo'),
  CINEQO_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  STORAGE_DIRECTORY: z.string().min(1).optional(),
  MAX_CONCURRENT_JOBS: concurrency.default(5),
  TEXT_CONCURRENCY: concurrency.optional(),
  IMAGE_CONCURRENCY: concurrency.optional(),
  MAX_NOVEL_MEGABYTES: z.coerce.number().positive().max(1024).default(50),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(0).max(600).default(5),
  TEXT_PROVIDER: z.enum(textProviders).optional(),
  OPENAI_API_KEY: key.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: modelName.optional(),
  OPENAI_CONTEXT_TOKENS: z.coerce.number().int().min(1024).max(10_000_000).optional(),
  TEXT_CALLS_PER_MINUTE: callsPerMinute.optional(),
  IMAGE_PROVIDER: z.enum(imageProviders).optional(),
  IMAGE_MODEL: modelName.optional(),
  IMAGE_EDIT_MODEL: modelName.optional(),
  IMAGE_CALLS_PER_MINUTE: callsPerMinute.optional(),
  FAL_KEY: key.optional(),
  FAL_QUEUE_URL: httpUrl.default('https://queue.fal.run'),
  ENCRYPTION_KEY: z.string().min(16, 'at least 16 characters').optional(),
  ALLOW_PRIVATE_BASE_URLS: flag.optional(),
})

/** The settings in the words of the code. Durations in milliseconds, sizes in bytes. */
export interface Config {
  environment: 'development' | 'production' | 'test'
  logLevel: string
  /** Where the API listens. */
  host: string
  port: number
  /** Undefined: an embedded PostgreSQL is started. */
  databaseUrl: string | undefined
  databasePoolSize: number
  temporal: {
    /** Undefined: the local development server is started. */
    address: string | undefined
    namespace: string
    apiKey: string | undefined
    tls: boolean
    uiUrl: string | undefined
    cliPath: string | undefined
  }
  /** Absolute. What a laptop needs and production has elsewhere: data of the local servers, their logs, stored files. */
  directory: string
  /** Where `cineqo` finds a running API; undefined: it looks for one on this machine and starts one otherwise. */
  apiUrl: string | undefined
  /** Absolute. Where files are stored. */
  storageDirectory: string
  /** Calls at one time in one worker. */
  textConcurrency: number
  imageConcurrency: number
  maxNovelBytes: number
  /** How long running work may go on after a worker is told to stop. */
  shutdownGraceMs: number
  /** Who reads, writes and draws where neither a project nor the installation says. */
  models: ModelsConfig
  /** What keys of providers are encrypted with; undefined: a key file in `directory` is made. */
  encryptionKey: string | undefined
  /**
   * Whether a base URL that somebody enters may lead to an address that is not public. Unless it is said, only where the API is for this
   * machine alone: there the person who enters it can reach those addresses anyway.
   */
  allowPrivateBaseUrls: boolean
}

/** What the environment says of models. Null: it says nothing. */
export interface ModelsConfig {
  text: {
    provider: TextProvider | null
    model: string | null
    baseUrl: string | null
    contextTokens: number | null
    callsPerMinute: number | null
  }
  image: {
    provider: ImageProvider | null
    model: string | null
    editModel: string | null
    callsPerMinute: number | null
  }
  /** For text, and for images where `image.provider` is `openai`. Goes to `text.baseUrl` alone. */
  openAiKey: string | null
  /** Goes to `falQueueUrl` alone. */
  falKey: string | null
  falQueueUrl: string
}

/** Thrown by `loadConfig` with every problem of the environment in its message, one a line. */
export class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** Reads settings from `environment`, by default from the process after `.env` was loaded into it. Throws a `ConfigError`. */
export function loadConfig(environment: Record<string, string | undefined> = processEnvironment()): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const env = parsed.data
  const directory = resolve(env.CINEQO_DIRECTORY)
  return {
    environment: env.NODE_ENV,
    logLevel: env.LOG_LEVEL,
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      apiKey: env.TEMPORAL_API_KEY,
      tls: env.TEMPORAL_TLS ?? env.TEMPORAL_API_KEY !== undefined,
      uiUrl: env.TEMPORAL_UI_URL,
      cliPath: env.TEMPORAL_CLI_PATH,
    },
    directory,
    apiUrl: env.CINEQO_API_URL,
    storageDirectory: resolve(env.STORAGE_DIRECTORY ?? `${directory}/storage`),
    textConcurrency: env.TEXT_CONCURRENCY ?? env.MAX_CONCURRENT_JOBS,
    imageConcurrency: env.IMAGE_CONCURRENCY ?? env.MAX_CONCURRENT_JOBS,
    maxNovelBytes: Math.floor(env.MAX_NOVEL_MEGABYTES * megabyte),
    shutdownGraceMs: env.SHUTDOWN_GRACE_SECONDS * 1000,
    models: modelsOf(env),
    encryptionKey: env.ENCRYPTION_KEY,
    allowPrivateBaseUrls: env.ALLOW_PRIVATE_BASE_URLS ?? loopbackHosts.includes(env.HOST),
  }
}

/** A key or a server that is named is meant to be used; a key for text alone draws nothing. */
function modelsOf(env: z.output<typeof environmentSchema>): ModelsConfig {
  const hasTextServer = env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined
  return {
    text: {
      provider: env.TEXT_PROVIDER ?? (hasTextServer ? 'openai' : null),
      model: env.OPENAI_MODEL ?? null,
      baseUrl: env.OPENAI_BASE_URL ?? null,
      contextTokens: env.OPENAI_CONTEXT_TOKENS ?? null,
      callsPerMinute: env.TEXT_CALLS_PER_MINUTE ?? null,
    },
    image: {
      provider: env.IMAGE_PROVIDER ?? (env.FAL_KEY ? 'fal' : null),
      model: env.IMAGE_MODEL ?? null,
      editModel: env.IMAGE_EDIT_MODEL ?? null,
      callsPerMinute: env.IMAGE_CALLS_PER_MINUTE ?? null,
    },
    openAiKey: env.OPENAI_API_KEY ?? null,
    falKey: env.FAL_KEY ?? null,
    falQueueUrl: env.FAL_QUEUE_URL,
  }
}

function processEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}
