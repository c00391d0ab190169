import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noUsage } from '../../../src/contracts/money.ts'
import { type DatabaseTransaction, inTransaction } from '../../../src/db/client.ts'
import { claimProviderCall } from '../../../src/db/queries/claim-provider-call.ts'
import { deleteJob } from '../../../src/db/queries/delete-job.ts'
import { deleteProject } from '../../../src/db/queries/delete-project.ts'
import { endJob } from '../../../src/db/queries/end-job.ts'
import { lockOpenItem } from '../../../src/db/queries/lock-open-item.ts'
import { settleItem } from '../../../src/db/queries/settle-item.ts'
import { settleProviderCall } from '../../../src/db/queries/settle-provider-call.ts'
import { until } from '../../support/stack.ts'
import { type LedgerWorld, openLedgerWorld } from './ledger-world.ts'

const settled = { status: 'settled', usage: { ...noUsage, images: 1 }, costUsd: 0.04 } as const

let world: LedgerWorld
let projectId: string
let jobId: string
let itemId: string
let callId: string

beforeAll(async () => {
  world = await openLedgerWorld()
})
afterAll(() => world.stack.close())
beforeEach(async () => {
  projectId = await world.newProject()
  jobId = await world.newJob(projectId, 'batch_image_generation')
  const [first = ''] = await world.newItems(jobId, 1)
  itemId = first
  callId = (await claimProviderCall(world.db, world.claimFor({ projectId, jobId, itemId }, 0.04))).call.id
  await endJob(world.db, { jobId, status: 'failed' })
})

/** Waits until so many transactions of the stack's pool wait for a lock. */
const waiting = (count: number) =>
  until(`${count} that wait`, async () => {
    const [row] = await world.sql`
      SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    return row?.count === count
  })

/** A transaction that is not done again when it was in a circle. */
const once = (work: (tx: DatabaseTransaction) => Promise<unknown>) =>
  world.db.transaction((tx) => work(tx as DatabaseTransaction))

/** Holds the project's sums until the function that is returned is called. */
async function holdSums(): Promise<() => Promise<void>> {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let isHeld = () => {}
  const holding = new Promise<void>((resolve) => {
    isHeld = resolve
  })
  const done = inTransaction(world.db, async (tx) => {
    await tx.execute(sql`SELECT FROM spending WHERE subject_id = ${projectId} FOR UPDATE`)
    isHeld()
    await held
  })
  await holding
  return async () => {
    letGo()
    await done
  }
}

describe('the end of a call that comes while its job is deleted', () => {
  test('takes its turn: neither waits for the other in a circle, and what it cost is counted', async () => {
    const letGo = await holdSums()
    const settling = once((tx) => settleProviderCall(tx, callId, settled))
    await waiting(1)
    const deleting = once((tx) => deleteJob(tx, { jobId, userId: world.userId }))
    await waiting(2)
    await letGo()
    await Promise.all([settling, deleting])
    expect(await world.spendingOf(projectId)).toMatchObject({ spentUsd: 0.04, reservedUsd: 0, uncertainUsd: 0 })
  })

  test('is counted in its project alone when it comes after', async () => {
    const letGo = await holdSums()
    const deleting = once((tx) => deleteJob(tx, { jobId, userId: world.userId }))
    await waiting(1)
    const settling = once((tx) => settleProviderCall(tx, callId, settled))
    await waiting(2)
    await letGo()
    await Promise.all([deleting, settling])
    expect(await world.spendingOf(projectId)).toMatchObject({ spentUsd: 0.04, reservedUsd: 0, uncertainUsd: 0 })
  })
})

describe('transactions that wait for each other in a circle', () => {
  /** Takes two rows, the second when both transactions have their first. */
  const inOrder = (ids: [string, string], bothBegun: () => Promise<void>) =>
    inTransaction(world.db, async (tx: DatabaseTransaction) => {
      for (const [index, id] of ids.entries()) {
        if (index === 1) await bothBegun()
        await tx.execute(sql`UPDATE job SET label = label || 'x' WHERE id = ${id}`)
      }
    })

  test('are both done, and each once', async () => {
    const otherId = await world.newJob(projectId, 'batch_image_generation')
    let begun = 0
    const bothBegun = async () => {
      begun += 1
      await until('both', () => begun >= 2)
    }
    await Promise.all([inOrder([jobId, otherId], bothBegun), inOrder([otherId, jobId], bothBegun)])
    const labels = await world.sql`SELECT label FROM job WHERE id IN (${jobId}, ${otherId})`
    expect(labels.map(({ label }) => label)).toEqual(['xx', 'xx'])
  })

  test('a project is deleted while a straggler ends its item', async () => {
    let isHeld = () => {}
    const held = new Promise<void>((resolve) => {
      isHeld = resolve
    })
    const ending = inTransaction(world.db, async (tx) => {
      await lockOpenItem(tx, itemId)
      isHeld()
      await until('the deletion', async () => {
        const [row] = await world.sql`
          SELECT count(*)::int AS count FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`
        const [project] = await world.sql`SELECT FROM project WHERE id = ${projectId}`
        return row?.count === 1 || !project
      })
      await settleItem(tx, { itemId, status: 'completed' })
    })
    await held
    await Promise.all([deleteProject(world.db, { projectId, userId: world.userId }), ending])
    expect(await world.sql`SELECT FROM job WHERE id = ${jobId}`).toHaveLength(0)
  })
})
