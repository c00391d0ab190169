/**
 * Program of the supervisor: a process of its own, started by whoever needs the local servers first. It ends when the last
 * process that uses them is gone. One argument: its settings as JSON.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BoundedLog } from './bounded-log.ts'
import { answersAt, knownSocket, type SupervisorSettings } from './connection.ts'
import { tryLock } from './lock.ts'
import { localPaths, makeFolders } from './paths.ts'
import { Supervisor } from './supervisor.ts'

/** A supervisor that is stopping needs up to 20 s for PostgreSQL; its successor waits that long for the lock. */
const lockTimeoutMs = 30_000
const lockPollMs = 50

const settings = JSON.parse(process.argv[2] ?? 'null') as SupervisorSettings
const paths = localPaths(settings.directory)
makeFolders(paths)

try {
  if (await becomeTheOne()) await supervise()
  process.exit(0)
} catch (error) {
  // Standard error goes to a file beside the other logs; whoever started us shows its end.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function supervise(): Promise<void> {
  const log = new BoundedLog(join(paths.logs, 'supervisor.log'))
  const supervisor = new Supervisor({ ...settings, paths, log })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => void supervisor.stop(`received ${signal}`))
  }
  process.on('uncaughtException', (error) => {
    log.line(`internal error: ${error.stack}`)
    void supervisor.stop('internal error')
  })
  await supervisor.open()
  await supervisor.ended
  // Answers that are still in the sockets leave before the process does.
  await sleep(50)
}

/** True once this process is the only supervisor of the folder; false when another one is there and takes clients. */
async function becomeTheOne(): Promise<boolean> {
  const deadline = Date.now() + lockTimeoutMs
  while (!tryLock(paths.lock)) {
    if (await answersAt(knownSocket(paths))) return false
    if (Date.now() > deadline) {
      const holder = readFileSync(paths.supervisor, { encoding: 'utf8', flag: 'a+' })
      throw new Error(`another supervisor keeps ${paths.lock} and takes no clients: ${holder}`)
    }
    await sleep(lockPollMs)
  }
  return true
}
