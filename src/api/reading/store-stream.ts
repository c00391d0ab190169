/** Bytes from the network to the disk: counted and hashed while they arrive, never collected. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Request } from 'express'
import { CineqoError } from '../../contracts/errors.ts'
import { toStorageError } from '../../storage/storage-error.ts'

export interface StoredBytes {
  bytes: number
  /** In hexadecimal. */
  sha256: string
}

/** How long the rest of a refused body is read and thrown away, so that the sender gets to see the answer. */
const drainMs = 10_000
const megabyte = 1024 * 1024

/**
 * Writes a stream into a new file. Throws `payload_too_large` as soon as more than `limit.bytes` have come, naming `limit.shownBytes`, and
 * `storage_unavailable`. The stream survives that, because its rest is to be drained.
 */
export async function storeStream(
  stream: Readable,
  path: string,
  limit: { bytes: number; shownBytes: number },
): Promise<StoredBytes> {
  const hash = createHash('sha256')
  let bytes = 0
  // A stream that breaks while the file is being opened has nobody yet who hears of it; the loop does.
  stream.on('error', () => {})
  const file = await toStorage(() => open(path, 'wx'))
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limit.bytes) throw tooLarge(limit.shownBytes)
      hash.update(chunk)
      await toStorage(() => file.appendFile(chunk))
    }
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

export function tooLarge(maxBytes: number): CineqoError {
  return new CineqoError('payload_too_large', { limit: `${(maxBytes / megabyte).toFixed(1).replace(/\.0$/, '')} MB` })
}

/** Reads the rest of a refused body and throws it away, for a while. */
export async function drain(request: Request): Promise<void> {
  if (request.complete || request.destroyed || request.readableEnded) return
  request.unpipe()
  request.resume()
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve())
  })
  const timeout = new AbortController()
  await Promise.race([ended, sleep(drainMs, undefined, { signal: timeout.signal }).catch(() => {})])
  timeout.abort()
}

async function toStorage<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    throw toStorageError(error) ?? error
  }
}
