/** Where files are kept: the text of novels, pictures. Keys are relative paths of ours; nothing from outside becomes part of one. */
import type { Readable } from 'node:stream'

export interface Storage {
  /** Stores the whole file or nothing. Storing the same key again replaces it. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Throws a `FileMissingError`. */
  get(key: string): Promise<Uint8Array>
  /** Opens a file for reading; throws a `FileMissingError`. */
  openRead(key: string): Promise<{ stream: Readable; bytes: number }>
  /** Not an error when there is no such file. */
  delete(key: string): Promise<void>
}

/** Thrown when a key names no file: it was deleted outside Cineqo, or the storage is another one than before. */
export class FileMissingError extends Error {
  constructor(key: string, options?: { cause?: unknown }) {
    super(`There is no stored file ${key}.`, options)
    this.name = 'FileMissingError'
  }
}

/** Text of a novel, addressed by its content: the same text is stored once. */
export function novelKey(sha256: string): string {
  return `novels/${sha256.slice(0, 2)}/${sha256}.txt`
}

/** A picture, addressed by the project and its content. */
export function imageKey(projectId: string, sha256: string, mediaType: string): string {
  const extension = mediaType === 'image/jpeg' ? 'jpg' : mediaType === 'image/webp' ? 'webp' : 'png'
  return `images/${projectId}/${sha256}.${extension}`
}
