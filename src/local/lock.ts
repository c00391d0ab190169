import { spawnSync } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'

const lockProgram = 'flock'
/** O_EXLOCK of macOS: open() takes the lock in the same step. Node does not name it. */
const openWithExclusiveLock = 0x20

/**
 * Takes a lock that the kernel gives back when this process ends, however it ends; so a lock is never stale and two
 * processes can't both hold it. Returns false when another process holds it.
 *
 * Node has no call for it. On Linux `flock` (util-linux, BusyBox) locks the open file that it inherits from us, and the
 * lock stays with our descriptor after it has exited. The descriptor is left open on purpose.
 */
export function tryLock(path: string): boolean {
  if (process.platform === 'darwin') {
    try {
      openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | openWithExclusiveLock, 0o600)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return false
      throw error
    }
  }
  const descriptor = openSync(path, 'a', 0o600)
  const locked = spawnSync(lockProgram, ['-n', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', descriptor],
    timeout: 5_000,
  })
  if (locked.status === 0) return true
  closeSync(descriptor)
  if (locked.error) throw new Error(`flock, which guards ${path}, can't be run`, { cause: locked.error })
  return false
}
