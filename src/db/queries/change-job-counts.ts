import { eq } from 'drizzle-orm'
import { type ItemKind, jobCatalogue, type Phase, phaseOfItems } from '../../contracts/job-types.ts'
import { type PhaseCounts, percentOf } from '../../contracts/progress.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

/**
 * Changes the counts of a job under its lock, and with them its percent, which never falls, and the percent of the job it is a part of.
 * Rows are always locked items first, then the job, then its parent, so two activities never wait for each other.
 */
export async function changeJobCounts(
  tx: DatabaseTransaction,
  jobId: string,
  change: (counts: PhaseCounts) => PhaseCounts,
  also: Partial<Pick<JobRow, 'phase' | 'provider' | 'waiting'>> = {},
): Promise<void> {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId)).for('no key update')
  if (!job) return
  const counts = change(job.phases)
  const progress = Math.max(job.progress, percentOf(job.type, counts))
  await tx
    .update(jobs)
    .set({ ...also, phases: counts, progress })
    .where(eq(jobs.id, jobId))
  if (progress !== job.progress) await showChildProgress(tx, { ...job, progress })
}

/** Counts items of a kind that were completed or failed, or failed no longer, in the phase of the job that works on them. */
export async function changeItemCounts(
  tx: DatabaseTransaction,
  job: Pick<JobRow, 'id' | 'type'>,
  change: { kind: ItemKind; completed: number; failed: number },
  also: Partial<Pick<JobRow, 'waiting'>> = {},
): Promise<void> {
  const phase = phaseOfItems(job.type, change.kind)
  if (!phase) return
  await changeJobCounts(
    tx,
    job.id,
    (counts) => {
      const { total, completed, failed } = counts[phase] ?? { total: 0, completed: 0, failed: 0 }
      return withPhase(counts, phase, {
        total,
        completed: completed + change.completed,
        failed: Math.max(0, failed + change.failed),
      })
    },
    also,
  )
}

/** A child job that is a whole phase of its parent counts there by its percent. */
export async function showChildProgress(
  tx: DatabaseTransaction,
  { parentId, parentKey, progress }: Pick<JobRow, 'parentId' | 'parentKey' | 'progress'>,
): Promise<void> {
  if (!parentId) return
  const [parent] = await tx.select({ type: jobs.type }).from(jobs).where(eq(jobs.id, parentId))
  const phase = parent && jobCatalogue[parent.type].phases.find(({ name }) => name === parentKey)
  if (!phase) return
  await changeJobCounts(
    tx,
    parentId,
    (counts) => withPhase(counts, phase.name, { total: 100, completed: progress, failed: 0 }),
    { phase: phase.name },
  )
}

/** The counts with one phase replaced. */
function withPhase(counts: PhaseCounts, phase: Phase, count: PhaseCounts[Phase]): PhaseCounts {
  return { ...counts, [phase]: count }
}
