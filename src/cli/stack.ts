/** What a command works with: local servers, an API and a worker. What runs is used; what is missing is started, and stopped at the end. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CineqoClient, createClient } from '../client/index.ts'
import type { Health } from '../contracts/health.ts'
import { type HeldServices, holdLocalServices, servicesStatus, stopLocalServices } from '../local/index.ts'
import { type ChildOptions, type RunningChild, startChild } from './child-process.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'
import { freePort } from './free-port.ts'

export interface Stack {
  client: CineqoClient
  apiUrl: string
  health: Health
  databaseUrl: string | undefined
  /** Aborted, with the error as reason, when a process that the command depends on can't be kept running. */
  lost: AbortSignal
  /** Stops what was started. Safe to call twice. */
  close(): Promise<void>
}

export interface StackNeed {
  /** Whether jobs are to run. */
  worker: boolean
  /** Where a started API should listen. 0 (the default): any free port. */
  port?: number
  /** Ends the starting. */
  signal?: AbortSignal
}

/** An API takes a second or two; more than this, and what it waits for is not coming. */
const readyTimeoutMs = 30_000
const readyPollMs = 100
const probeTimeoutMs = 2000
/** After its own grace, a process may need this long to hand over and end. */
const stopMarginMs = 12_000

export async function openStack(cli: Cli, need: StackNeed): Promise<Stack> {
  const { config, say } = cli
  const lost = new AbortController()
  const children: RunningChild[] = []
  let held: HeldServices | undefined
  const localNeed = { postgres: config.databaseUrl === undefined, temporal: config.temporal.address === undefined }
  const usesLocal = config.apiUrl === undefined && (localNeed.postgres || localNeed.temporal)

  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= closeAll()
    return closing
  }
  async function closeAll(): Promise<void> {
    await Promise.all(children.map((child) => child.stop()))
    if (!held) return
    await held.release()
    // They would stop by themselves after a grace; a command that has ended leaves nothing running.
    const status = await servicesStatus(config.directory)
    if (status && !status.kept && status.holders.length === 0) await stopLocalServices(config.directory)
  }

  function spawnChild(name: ChildOptions['name'], environment?: Record<string, string>): RunningChild {
    const title = name === 'api' ? 'API' : 'worker'
    const child = startChild({
      name,
      logDirectory: join(config.directory, 'logs'),
      environment,
      stopMs: config.shutdownGraceMs + stopMarginMs,
      onRestart: (how) => cli.terminal.note(say('process_restarted', { name: title, how })),
      onLost: (how, tail) => {
        const message = say('process_died', { name: title, how, log: child.log, tail })
        lost.abort(new CliError('process_died', exitCodes.servicesUnavailable, message))
      },
    })
    children.push(child)
    return child
  }

  const stopStarting = need.signal ? AbortSignal.any([need.signal, lost.signal]) : lost.signal
  try {
    const running = await findRunning(cli, usesLocal)
    let url = running.apiUrl
    let ownApi: RunningChild | undefined
    if (url === undefined || (need.worker && !running.worker)) cli.terminal.note(say('starting'))
    // The processes load while the servers start; each waits for what it needs.
    if (need.worker && !running.worker) spawnChild('worker')
    if (url === undefined) {
      const port = await freePort(config.host, need.port ?? 0)
      ownApi = spawnChild('api', { PORT: String(port) })
      url = `http://${loopbackOf(config.host)}:${port}`
    }
    if (usesLocal) {
      const holding = holdLocalServices({
        directory: config.directory,
        role: 'cli',
        need: localNeed,
        ...(config.temporal.cliPath !== undefined && { temporalCliPath: config.temporal.cliPath }),
        onProgress: (message) => cli.terminal.note(message),
      }).then((services) => {
        held = services
      })
      await orAborted(holding, stopStarting)
    }
    const client = createClient({ baseUrl: url, language: cli.language })
    const health = await untilReady(cli, client, ownApi, stopStarting)
    ownApi?.ready()
    if (need.worker && !running.ownWorkerPossible && health.worker.status === 'down') {
      cli.terminal.note(say('no_worker', { url }))
    }
    return {
      client,
      apiUrl: url,
      health,
      databaseUrl: config.databaseUrl ?? held?.databaseUrl,
      lost: lost.signal,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Running {
  /** Undefined: one is to be started. */
  apiUrl: string | undefined
  /** Whether a worker need not be started. */
  worker: boolean
  /** Whether this command may start a worker for that API at all. */
  ownWorkerPossible: boolean
}

/** Looks for an API and a worker that run already. Throws when the settings name an API that does not answer. */
async function findRunning({ config, say }: Cli, usesLocal: boolean): Promise<Running> {
  if (config.apiUrl !== undefined) {
    if (await answers(config.apiUrl)) return { apiUrl: config.apiUrl, worker: true, ownWorkerPossible: false }
    throw new CliError('api_silent', exitCodes.servicesUnavailable, say('api_silent', { url: config.apiUrl }))
  }
  if (usesLocal) {
    const status = await servicesStatus(config.directory)
    const holders = status?.holders ?? []
    const worker = holders.some((holder) => holder.role === 'worker')
    for (const { role, url } of holders) {
      if (role === 'api' && url !== undefined && (await answers(url)))
        return { apiUrl: url, worker, ownWorkerPossible: true }
    }
    return { apiUrl: undefined, worker, ownWorkerPossible: true }
  }
  const url = `http://${loopbackOf(config.host)}:${config.port}`
  const health = config.port > 0 ? await answers(url) : undefined
  return { apiUrl: health && url, worker: health?.worker.status === 'up', ownWorkerPossible: true }
}

/** The health of an API of ours at `url`; undefined when nothing answers there, or something else does. */
async function answers(url: string): Promise<Health | undefined> {
  return createClient({ baseUrl: url })
    .getHealth({ timeoutMs: probeTimeoutMs })
    .catch(() => undefined)
}

async function untilReady(
  { say }: Cli,
  client: CineqoClient,
  ownApi: RunningChild | undefined,
  signal: AbortSignal,
): Promise<Health> {
  const deadline = Date.now() + readyTimeoutMs
  let missing = ''
  while (Date.now() < deadline) {
    if (signal.aborted) throw signal.reason
    try {
      const health = await client.getHealth({ timeoutMs: probeTimeoutMs, signal })
      const down = (['database', 'temporal'] as const).filter((part) => health[part].status === 'down')
      if (down.length === 0) return health
      missing = down.map((part) => `${part}: ${health[part].detail ?? 'down'}`).join('\n')
    } catch {
      if (signal.aborted) throw signal.reason
      missing = ''
    }
    await sleep(readyPollMs)
  }
  const what = [missing, ownApi && `${ownApi.log}:\n${ownApi.tail()}`].filter(Boolean).join('\n')
  const params = { url: client.baseUrl, seconds: readyTimeoutMs / 1000, what }
  throw new CliError('not_ready', exitCodes.servicesUnavailable, say('not_ready', params))
}

/** An address that listens everywhere is reached here. */
function loopbackOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** The result of `work`, or the reason of `signal` when that aborts first. */
function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
