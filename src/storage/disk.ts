/** Files on the local disk, below one directory. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileMissingError, type Storage } from './storage.ts'
import { toStorageError } from './storage-error.ts'

/** One path segment of a key. Rules out empty segments, dots alone, and anything that leaves the directory. */
const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/

export function createDiskStorage(options: { directory: string }): Storage {
  /** On the same file system as the stored files, so that storing one is a move. */
  const temporaryFolder = join(options.directory, 'temporary')

  const pathOf = (key: string): string => {
    const segments = key.split('/')
    if (!segments.every((part) => segment.test(part))) throw new Error(`Not a storage key: ${key}`)
    return join(options.directory, ...segments)
  }

  async function moveTo(path: string, from: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    await rename(from, path)
  }

  return {
    put: (key, bytes) =>
      namingNoPaths(key, async () => {
        const path = pathOf(key)
        const temporary = `${path}.${randomUUID()}.part`
        await mkdir(dirname(path), { recursive: true })
        try {
          const file = await open(temporary, 'wx')
          try {
            await file.writeFile(bytes)
            await file.sync()
          } finally {
            await file.close()
          }
          await moveTo(path, temporary)
        } catch (error) {
          await rm(temporary, { force: true })
          throw error
        }
      }),
    putFile: (key, from) =>
      namingNoPaths(key, async () => {
        const file = await open(from, 'r+')
        try {
          await file.sync()
        } finally {
          await file.close()
        }
        await moveTo(pathOf(key), from)
      }),
    get: (key) => namingNoPaths(key, () => readFile(pathOf(key)), 'missing'),
    openRead: (key) =>
      namingNoPaths(
        key,
        async () => {
          const file = await open(pathOf(key), 'r')
          const { size } = await file.stat()
          return { stream: file.createReadStream(), bytes: size }
        },
        'missing',
      ),
    delete: (key) => namingNoPaths(key, () => rm(pathOf(key), { force: true })),
    openTemporaryFolder: () =>
      namingNoPaths('temporary', async () => {
        const path = join(temporaryFolder, randomUUID())
        await mkdir(path, { recursive: true })
        return { path, remove: () => rm(path, { recursive: true, force: true }) }
      }),
    removeTemporaryFolders: (olderThanMs) =>
      namingNoPaths('temporary', async () => {
        const names = await readdir(temporaryFolder).catch(() => [])
        for (const name of names) {
          const path = join(temporaryFolder, name)
          const facts = await stat(path).catch(() => undefined)
          if (facts && Date.now() - facts.mtimeMs > olderThanMs) await rm(path, { recursive: true, force: true })
        }
      }),
  }
}

/** Errors of the file system name paths of this machine, which are nobody's business; their code says enough. */
async function namingNoPaths<Result>(
  key: string,
  work: () => Promise<Result>,
  whenMissing?: 'missing',
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (whenMissing && code === 'ENOENT') throw new FileMissingError(key, { cause: error })
    throw toStorageError(error) ?? error
  }
}
