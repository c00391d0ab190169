import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { LocalServicesError } from './types.ts'

export interface OsUser {
  name: string
  uid: number
  gid: number
}

/** macOS ships with this user; on Linux `postgres` is what every distribution calls it. */
const userName = process.platform === 'darwin' ? '_postgres' : 'postgres'

/**
 * The operating system user that PostgreSQL runs as, or undefined for our own. PostgreSQL refuses to run as root, so root
 * needs another one: the owner of data that an ordinary user made earlier, else `postgres`, created when it is missing.
 */
export function postgresUser(dataFolder: string, report: (message: string) => void): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const known = lookUp(userName)
  if (known) return known
  report(`Creating the operating system user ${userName}, because PostgreSQL does not run as root.`)
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', userName]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', userName]],
  ]
  const tried: string[] = []
  for (const [command, args] of ways) {
    const created = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 })
    const user = lookUp(userName)
    if (user) return user
    tried.push(`${command}: ${created.error?.message ?? created.stderr.trim()}`)
  }
  throw new LocalServicesError(
    `PostgreSQL does not run as root, and the user ${userName} could not be created. Create it, run Cineqo as an ordinary user, or set DATABASE_URL.`,
    tried,
  )
}

function lookUp(name: string): OsUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((option) => {
    const shown = spawnSync('id', [option, name], { encoding: 'utf8', timeout: 5_000 })
    return shown.status === 0 ? Number.parseInt(shown.stdout, 10) : Number.NaN
  })
  return Number.isInteger(uid) && Number.isInteger(gid) ? { name, uid: uid as number, gid: gid as number } : undefined
}

/** True when the user may pass through every folder above `path` and enter or execute it. */
export function canReach(user: OsUser | undefined, path: string): boolean {
  const ids = user && { uid: user.uid, gid: user.gid }
  const tested = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { cwd: '/', timeout: 5_000, ...ids })
  return tested.status === 0
}
