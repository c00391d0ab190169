/** Jobs deleted lately. A row that is gone can't be read from a cursor, so a client that was away is told from memory. */

const rememberMs = 10 * 60_000
const mostRemembered = 10_000

export function createDeletionMemory(now: () => number = Date.now) {
  let deletions: { userId: string; jobId: string; at: number }[] = []
  return {
    add(userId: string, jobId: string): void {
      deletions.push({ userId, jobId, at: now() })
      if (deletions.length > mostRemembered) deletions = deletions.slice(mostRemembered / 2)
    },
    /** Jobs of the user that were deleted within the last ten minutes. */
    of(userId: string): string[] {
      const since = now() - rememberMs
      deletions = deletions.filter(({ at }) => at >= since)
      return deletions.filter((deletion) => deletion.userId === userId).map(({ jobId }) => jobId)
    },
  }
}
