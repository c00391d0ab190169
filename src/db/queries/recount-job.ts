import { eq } from 'drizzle-orm'
import { jobCatalogue } from '../../contracts/job-types.ts'
import { enterPhase } from '../../contracts/progress.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { changeJobCounts } from './change-job-counts.ts'
import { countItems } from './count-items.ts'

/** Brings the counts of a job in line with its items, after items were added or reopened. */
export async function recountJob(
  tx: DatabaseTransaction,
  jobId: string,
  also: Partial<Pick<JobRow, 'phase'>> = {},
): Promise<void> {
  const [job] = await tx.select({ type: jobs.type }).from(jobs).where(eq(jobs.id, jobId))
  if (!job) return
  const counted = await countItems(tx, jobId)
  await changeJobCounts(
    tx,
    jobId,
    (counts) => {
      const next = also.phase ? enterPhase(job.type, counts, also.phase) : { ...counts }
      for (const { name, itemKind } of jobCatalogue[job.type].phases) {
        const count = itemKind && counted[itemKind]
        if (count) next[name] = count
      }
      return next
    },
    also,
  )
}
