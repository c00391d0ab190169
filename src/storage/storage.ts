/** Where files are kept: novels as they came and as text, pictures. Keys are relative paths of ours; nothing from outside becomes part of one. */
import type { Readable } from 'node:stream'

/** What the storage can't do fails as the `CineqoError` `storage_unavailable`, with the system's error code and no path of this machine. */
export interface Storage {
  /** Stores the whole file or nothing. Storing the same key again replaces it. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Stores a file that was written into a temporary folder, and takes it away from there. The whole file or nothing. */
  putFile(key: string, path: string): Promise<void>
  /** Throws a `FileMissingError`. */
  get(key: string): Promise<Uint8Array>
  /** Opens a file for reading; throws a `FileMissingError`. */
  openRead(key: string): Promise<{ stream: Readable; bytes: number }>
  /** Not an error when there is no such file. */
  delete(key: string): Promise<void>
  /** Makes an empty folder on this machine for files that are not whole yet. */
  openTemporaryFolder(): Promise<TemporaryFolder>
  /** Removes temporary folders of processes that died: those that nobody has touched for `olderThanMs`. */
  removeTemporaryFolders(olderThanMs: number): Promise<void>
}

export interface TemporaryFolder {
  /** Absolute. */
  path: string
  /** Removes the folder with all that is left in it. */
  remove(): Promise<void>
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

/** A novel's file as it came, addressed by its content. */
export function originalKey(sha256: string): string {
  return `originals/${sha256.slice(0, 2)}/${sha256}`
}

/** A picture, addressed by the project and its content. */
export function imageKey(projectId: string, sha256: string, mediaType: string): string {
  const extension = mediaType === 'image/jpeg' ? 'jpg' : mediaType === 'image/webp' ? 'webp' : 'png'
  return `images/${projectId}/${sha256}.${extension}`
}

export const thumbnailMediaType = 'image/webp'

/** The thumbnail of a picture, addressed by the content of the picture. */
export function thumbnailKey(projectId: string, sha256: string): string {
  return `thumbnails/${projectId}/${sha256}.webp`
}
