/** Files on the local disk, below one directory. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileMissingError, type Storage } from './storage.ts'

/** One path segment of a key. Rules out empty segments, dots alone, and anything that leaves the directory. */
const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/

export function createDiskStorage(options: { directory: string }): Storage {
  const pathOf = (key: string): string => {
    const segments = key.split('/')
    if (!segments.every((part) => segment.test(part))) throw new Error(`Not a storage key: ${key}`)
    return join(options.directory, ...segments)
  }

  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      const temporary = `${path}.${randomUUID()}.part`
      try {
        const file = await open(temporary, 'wx')
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        throw missingOr(error, key)
      }
    },
    async openRead(key) {
      try {
        const file = await open(pathOf(key), 'r')
        const { size } = await file.stat()
        return { stream: file.createReadStream(), bytes: size }
      } catch (error) {
        throw missingOr(error, key)
      }
    },
    async delete(key) {
      await rm(pathOf(key), { force: true })
    },
  }
}

function missingOr(error: unknown, key: string): unknown {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? new FileMissingError(key, { cause: error }) : error
}
