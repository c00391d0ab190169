/** The first message of a connection. */
import type { Job } from '../../contracts/job.ts'
import type { Queryable } from '../../db/client.ts'
import { listChangedJobs } from '../../db/queries/list-changed-jobs.ts'
import { listRecentJobs } from '../../db/queries/list-recent-jobs.ts'
import { readChangeCursor } from '../../db/queries/read-change-cursor.ts'

export interface Snapshot {
  jobs: Job[]
  resumed: boolean
  cursor: number
}

const mostJobs = 200
/** A client that missed more is better served with a new start. */
const mostResumed = 500
const recentMs = 10 * 60_000

/**
 * What a new connection shows: live and recently changed jobs, or with the cursor of a client that was away, what changed since. A cursor
 * from the future belongs to another database and counts as none.
 */
export async function readSnapshot(
  db: Queryable,
  request: { userId: string; lastEventId: number | undefined },
): Promise<Snapshot> {
  const { userId, lastEventId } = request
  // Read first: rows read afterwards show at least everything before it.
  const cursor = await readChangeCursor(db)
  if (lastEventId !== undefined && lastEventId <= cursor) {
    const { changed } = await listChangedJobs(db, { userIds: [userId], cursor: lastEventId, limit: mostResumed + 1 })
    if (changed.length <= mostResumed) return { jobs: changed.map(({ job }) => job), resumed: true, cursor }
  }
  const jobs = await listRecentJobs(db, { userId, changedWithinMs: recentMs, limit: mostJobs })
  return { jobs, resumed: false, cursor }
}
