import { v7 as uuidv7 } from 'uuid'
import type { ItemKind, Phase } from '../../contracts/job-types.ts'
import type { DatabaseTransaction } from '../client.ts'
import { inBatches } from '../in-batches.ts'
import { jobItems } from '../schema.ts'
import { recountJob } from './recount-job.ts'

export interface NewItem {
  kind: ItemKind
  key: string
  number: number
  label?: string
  subjectId?: string
  subject?: unknown
  startParagraph?: number
  endParagraph?: number
}

/** Adds the items that the job does not have yet, and enters `phase`. A repeated plan changes nothing. */
export async function insertItems(
  tx: DatabaseTransaction,
  plan: { jobId: string; phase: Phase; items: NewItem[] },
): Promise<void> {
  let added = 0
  for (const rows of inBatches(plan.items)) {
    const inserted = await tx
      .insert(jobItems)
      .values(rows.map((item) => ({ id: uuidv7(), jobId: plan.jobId, ...item })))
      .onConflictDoNothing()
      .returning({ id: jobItems.id })
    added += inserted.length
  }
  if (added > 0 || plan.items.length === 0) await recountJob(tx, plan.jobId, { phase: plan.phase })
}
