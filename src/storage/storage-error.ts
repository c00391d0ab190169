import { CineqoError } from '../contracts/errors.ts'

/**
 * What the file system can't do, as `storage_unavailable`: a disk that is full or gone is not the sender's fault. Its errors name paths of this
 * machine, which are nobody's business; their code says enough. Undefined for any other error.
 */
export function toStorageError(error: unknown): CineqoError | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === undefined || code === undefined) return undefined
  return new CineqoError('storage_unavailable', { detail: code }, { cause: error })
}
