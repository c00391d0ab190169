/** Jobs with items in a database, without an engine: for what the ledger and the budgets do by themselves. */
import { v7 as uuidv7 } from 'uuid'
import type { JobType } from '../../../src/contracts/job-types.ts'
import { inTransaction } from '../../../src/db/client.ts'
import type { CallClaim } from '../../../src/db/queries/claim-provider-call.ts'
import { ensureLocalUser } from '../../../src/db/queries/ensure-local-user.ts'
import { getSpending } from '../../../src/db/queries/get-spending.ts'
import { insertItems } from '../../../src/db/queries/insert-items.ts'
import { insertJob } from '../../../src/db/queries/insert-job.ts'
import { insertProject } from '../../../src/db/queries/insert-project.ts'
import { openStack, type Stack } from '../../support/stack.ts'

export type LedgerWorld = Awaited<ReturnType<typeof openLedgerWorld>>

export async function openLedgerWorld() {
  const stack: Stack = await openStack({ api: false })
  const { db, sql } = stack.database
  const { id: userId } = await ensureLocalUser(db)
  const newProject = async () => {
    const id = uuidv7()
    await insertProject(db, { id, userId, name: 'A', language: 'en', style: '', aspectRatio: '3:4' })
    return id
  }
  const newJob = async (projectId: string, type: JobType, parent?: { id: string; key: string }) => {
    const { job } = await insertJob(db, {
      id: uuidv7(),
      userId,
      projectId,
      novelId: null,
      type,
      input: {},
      ...(parent && { parentId: parent.id, parentKey: parent.key }),
    })
    await sql`UPDATE job SET status = 'processing' WHERE id = ${job.id}`
    return job.id
  }
  /** Items of a job that somebody works on. */
  const newItems = async (jobId: string, count: number): Promise<string[]> => {
    const items = Array.from({ length: count }, (_, number) => ({ kind: 'image' as const, key: `${number}`, number }))
    await inTransaction(db, (tx) => insertItems(tx, { jobId, phase: 'draw', items }))
    const rows = await sql`UPDATE job_item SET status = 'processing', attempts = 1 WHERE job_id = ${jobId} RETURNING id`
    return rows.map(({ id }) => id)
  }
  const claimFor = (place: { projectId: string; jobId: string; itemId: string }, reservedUsd: number): CallClaim => ({
    userId,
    ...place,
    step: 'image',
    lane: 'image:paid',
    provider: 'paid',
    model: 'paid-picture',
    reservedUsd,
  })
  return {
    stack,
    db,
    sql,
    userId,
    newProject,
    newJob,
    newItems,
    claimFor,
    spendingOf: (subjectId: string) => getSpending(db, { subjectId, userId }),
    waitingOf: async (jobId: string): Promise<string | null> => {
      const [job] = await sql`SELECT waiting ->> 'reason' AS reason FROM job WHERE id = ${jobId}`
      return job?.reason ?? null
    },
  }
}
