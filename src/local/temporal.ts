import { execFile } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { BoundedLog } from './bounded-log.ts'
import type { ServerKind } from './managed-server.ts'
import type { LocalPaths } from './paths.ts'
import type { PortMemory } from './port-memory.ts'
import { findTemporalCli } from './temporal-cli.ts'

const readyTimeoutMs = 60_000
const pollMs = 30
const healthTimeoutMs = 5_000
/** When the server's own words don't tell that it has its ports: a server that could not bind them has ended by then. */
const boundAfterMs = 2_000

/**
 * Settings of the dev server that differ from its defaults, each for what was measured: the default of 20 polls a second
 * costs 50 ms at every hop; one partition instead of four gives 45 % more throughput on one machine; fairness keys of
 * workflows are ignored without the last.
 */
const dynamicConfig = [
  'history.transferProcessorMaxPollRPS=500',
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'matching.enableFairness=true',
]

export interface TemporalSettings {
  cacheDirectory: string
  /** Asked when the server is started first, because the first process that wants it may not be the one that knows. */
  chosenCliPath: () => string | undefined
}

/** The official Temporal dev server with its Web UI, its state in one SQLite file, on 127.0.0.1 only. */
export function temporalServer(paths: LocalPaths, ports: PortMemory, settings: TemporalSettings): ServerKind {
  const log = new BoundedLog(join(paths.logs, 'temporal.log'))
  let cli = 'temporal'
  // A fixed environment: TEMPORAL_* variables and profiles of the person must not change a server that others share.
  const env = {
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: homedir(),
    TEMPORAL_VERSION_CHECK_DISABLED: '1',
  }

  return {
    name: 'temporal',
    title: 'Temporal',
    log,
    readyTimeoutMs,
    mark: () => paths.temporalFile,

    async prepare(report, signal) {
      const chosenPath = settings.chosenCliPath()
      cli = await findTemporalCli({ chosenPath, cacheDirectory: settings.cacheDirectory, report, signal })
    },

    async choosePorts(report, sticky) {
      const temporal = await ports.choose('temporal', report, sticky)
      return { temporal, temporalUi: await ports.choose('temporalUi', report, sticky) }
    },

    command({ temporal, temporalUi }) {
      const addresses = [
        '--ip',
        '127.0.0.1',
        '--port',
        `${temporal}`,
        '--ui-ip',
        '127.0.0.1',
        '--ui-port',
        `${temporalUi}`,
      ]
      const store = ['--db-filename', paths.temporalFile]
      const pragmas = ['journal_mode=WAL', 'synchronous=NORMAL'].flatMap((pragma) => ['--sqlite-pragma', pragma])
      const dynamic = dynamicConfig.flatMap((value) => ['--dynamic-config-value', value])
      const quiet = ['--log-level', 'warn', '--ui-disable-news-fetch', '--disable-config-file', '--disable-config-env']
      return {
        command: cli,
        args: ['server', 'start-dev', ...addresses, ...store, ...pragmas, ...dynamic, ...quiet],
        cwd: paths.temporal,
        env,
        stopSignal: 'TERM',
        stopTimeoutMs: 10_000,
      }
    },

    async whenReady({ temporal }, signal) {
      const startedAt = Date.now()
      while (!signal.aborted) {
        // Another server could answer on this port; ours says "Server:" once it has bound its own.
        const bound = /Server:/.test(log.lastLines(50)) || Date.now() - startedAt > boundAfterMs
        if (bound && (await isHealthy(cli, `127.0.0.1:${temporal}`, env, signal))) return
        await sleep(pollMs, undefined, { signal })
      }
      signal.throwIfAborted()
    },

    addresses({ temporal, temporalUi }) {
      return {
        temporalAddress: `127.0.0.1:${temporal}`,
        temporalUi: `http://127.0.0.1:${temporalUi}`,
        temporalCli: cli,
      }
    },
  }
}

/** Asks the gRPC health service of the front end. */
async function isHealthy(
  cli: string,
  address: string,
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<boolean> {
  const args = ['operator', 'cluster', 'health', '--address', address, '--disable-config-file', '--disable-config-env']
  try {
    const { stdout } = await promisify(execFile)(cli, args, { env, signal, timeout: healthTimeoutMs })
    return stdout.includes('SERVING')
  } catch {
    return false
  }
}
