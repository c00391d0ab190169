import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { noUsage } from '../../../src/contracts/money.ts'
import { inTransaction } from '../../../src/db/client.ts'
import { claimProviderCall } from '../../../src/db/queries/claim-provider-call.ts'
import { deleteJob } from '../../../src/db/queries/delete-job.ts'
import { deleteProject } from '../../../src/db/queries/delete-project.ts'
import { endBudgetWaits } from '../../../src/db/queries/end-budget-waits.ts'
import { endJob, finishJob } from '../../../src/db/queries/end-job.ts'
import { listFundedJobs } from '../../../src/db/queries/list-funded-jobs.ts'
import { lockOpenItem } from '../../../src/db/queries/lock-open-item.ts'
import { putItemBack } from '../../../src/db/queries/put-item-back.ts'
import { setBudget } from '../../../src/db/queries/set-budget.ts'
import { setLaneClosed } from '../../../src/db/queries/set-lane-closed.ts'
import { settleItem } from '../../../src/db/queries/settle-item.ts'
import { noteProviderRequest, settleProviderCall } from '../../../src/db/queries/settle-provider-call.ts'
import { type LedgerWorld, openLedgerWorld } from './ledger-world.ts'

const usage = { ...noUsage, images: 1 }
const refused = { detail: 'money', params: { neededUsd: '0.0400', leftUsd: '0.0000', budgetUsd: '0.1000' } }

let world: LedgerWorld
let projectId: string

beforeAll(async () => {
  world = await openLedgerWorld()
})
afterAll(() => world.stack.close())
beforeEach(async () => {
  projectId = await world.newProject()
})

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof CineqoError ? error.code : Promise.reject(error)),
  )

async function jobWithItems(count: number) {
  const jobId = await world.newJob(projectId, 'batch_image_generation')
  const itemIds = await world.newItems(jobId, count)
  const claim = (itemId: string, usd: number) =>
    claimProviderCall(world.db, world.claimFor({ projectId, jobId, itemId }, usd))
  const budget = (budgetUsd: number) => setBudget(world.db, { subjectId: jobId, userId: world.userId, budgetUsd })
  return { jobId, itemIds: itemIds as [string, ...string[]], claim, budget }
}

const settled = (costUsd: number) => ({ status: 'settled' as const, usage, costUsd })

describe('what is held back', () => {
  test('pays for a budget to the billionth: as many calls as it has room for, and no call more', async () => {
    const { itemIds, claim, budget } = await jobWithItems(4)
    await budget(0.3)
    const outcomes = await Promise.all(itemIds.map((itemId) => codeOf(claim(itemId, 0.1))))
    expect(outcomes.sort()).toEqual(['budget_held', 'done', 'done', 'done'])
  })

  test('is waited for as long as somebody works on it, also where it is just what is left', async () => {
    const { itemIds, claim, budget } = await jobWithItems(3)
    const [first, second, third] = itemIds as [string, string, string]
    await budget(0.3)
    await settleProviderCall(world.db, (await claim(first, 0.2)).call.id, settled(0.2))
    await claim(second, 0.1)
    expect(await codeOf(claim(third, 0.1))).toBe('budget_held')
  })

  test('by a call that nobody works on is not waited for: a person decides', async () => {
    const { jobId, itemIds, claim, budget } = await jobWithItems(2)
    const [given, waiting] = itemIds as [string, string]
    await budget(0.1)
    const { call } = await claim(given, 0.06)
    await noteProviderRequest(world.db, call.id, { requestId: 'r' })
    expect(await codeOf(claim(waiting, 0.06))).toBe('budget_held')
    // The provider could not be asked any more; a retry attaches to the request.
    await inTransaction(world.db, (tx) => settleItem(tx, { itemId: given, status: 'failed' }))
    const error = await claim(waiting, 0.06).catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'budget_reached', params: { neededUsd: '0.0600', leftUsd: '0.0400' } })
    expect((await world.spendingOf(jobId)).reservedUsd).toBe(0.06)
  })

  test('by the call of a job that is deleted may have been spent, and waits for nobody', async () => {
    const { jobId, itemIds, claim } = await jobWithItems(1)
    await claim(itemIds[0], 0.04)
    await endJob(world.db, { jobId, status: 'cancelled' })
    await deleteJob(world.db, { jobId, userId: world.userId })
    expect(await world.spendingOf(projectId)).toMatchObject({ reservedUsd: 0, uncertainUsd: 0.04 })
  })

  test('is let go once, also when a request is accepted that was given up', async () => {
    const { jobId, itemIds, claim } = await jobWithItems(2)
    const [slow, other] = itemIds as [string, string]
    const { call } = await claim(slow, 0.04)
    await claim(other, 0.04)
    await settleProviderCall(world.db, call.id, { status: 'outcome_unknown' })
    await noteProviderRequest(world.db, call.id, { requestId: 'r' })
    expect(await world.spendingOf(jobId)).toMatchObject({ reservedUsd: 0.04, uncertainUsd: 0.04 })
    await settleProviderCall(world.db, call.id, settled(0.03))
    expect(await world.spendingOf(jobId)).toMatchObject({ reservedUsd: 0.04, uncertainUsd: 0, spentUsd: 0.03 })
  })
})

describe('what was spent', () => {
  const sums = async (ids: string[]) =>
    (await world.sql`SELECT subject_id FROM spending WHERE subject_id IN ${world.sql(ids)}`).map(
      (row) => row.subject_id,
    )

  test('in a job is forgotten with it, and stays counted in its project, also what a late answer cost', async () => {
    const { jobId, itemIds, claim, budget } = await jobWithItems(2)
    await budget(1)
    const [done, late] = itemIds as [string, string]
    await settleProviderCall(world.db, (await claim(done, 0.04)).call.id, settled(0.04))
    const { call } = await claim(late, 0.04)
    await endJob(world.db, { jobId, status: 'cancelled' })
    await deleteJob(world.db, { jobId, userId: world.userId })
    expect(await sums([jobId, projectId])).toEqual([projectId])
    await settleProviderCall(world.db, call.id, settled(0.03))
    expect(await sums([jobId, projectId])).toEqual([projectId])
    expect(await world.spendingOf(projectId)).toMatchObject({ spentUsd: 0.07, reservedUsd: 0, uncertainUsd: 0 })
  })

  test('in a project is forgotten with it, and its calls stay on record as what may have been billed', async () => {
    const { jobId, itemIds, claim } = await jobWithItems(1)
    const { call } = await claim(itemIds[0], 0.04)
    await setBudget(world.db, { subjectId: projectId, userId: world.userId, budgetUsd: 1 })
    await endJob(world.db, { jobId, status: 'cancelled' })
    await deleteProject(world.db, { projectId, userId: world.userId })
    expect(await sums([jobId, projectId])).toEqual([])
    await settleProviderCall(world.db, call.id, settled(0.03))
    expect(await sums([jobId, projectId])).toEqual([])
    expect(await world.sql`SELECT status, cost_usd::float8 AS cost FROM provider_call WHERE id = ${call.id}`).toEqual([
      { status: 'settled', cost: 0.03 },
    ])
  })
})

describe('a job that waits for its budget', () => {
  const settle = (itemId: string) => inTransaction(world.db, (tx) => settleItem(tx, { itemId, status: 'completed' }))

  test('says so until its workflow is told of the money: also when another call of it ends, and another item waits for a provider', async () => {
    const { jobId, itemIds, claim, budget } = await jobWithItems(2)
    const [paid, poor] = itemIds as [string, string]
    await budget(0.05)
    await settleProviderCall(world.db, (await claim(paid, 0.04)).call.id, settled(0.04))
    await putItemBack(world.db, { itemId: poor, jobId, ...refused })
    await settle(paid)
    expect(await world.waitingOf(jobId)).toBe('budget')
    await setLaneClosed(world.db, jobId, { until: new Date(), detail: 'busy' })
    expect(await world.waitingOf(jobId)).toBe('budget')
    await budget(1)
    await settle(poor)
    expect(await world.waitingOf(jobId)).toBe('budget')
    await endBudgetWaits(world.db, [jobId])
    expect(await world.waitingOf(jobId)).toBe(null)
  })

  test('shows on the jobs that it is a part of until no part waits, or its budget is changed', async () => {
    const root = await world.newJob(projectId, 'adaptation')
    const cast = await world.newJob(projectId, 'character_extraction', { id: root, key: 'characters' })
    const parts = await Promise.all(
      ['one', 'two'].map(async (key) => {
        const jobId = await world.newJob(projectId, 'character_image_generation', { id: cast, key })
        const [itemId = ''] = await world.newItems(jobId, 1)
        return { jobId, itemId }
      }),
    )
    const [one, two] = parts as [(typeof parts)[0], (typeof parts)[0]]
    const wait = () => Promise.all(parts.map((part) => putItemBack(world.db, { ...part, ...refused })))
    const shown = () => Promise.all([root, cast, one.jobId, two.jobId].map(world.waitingOf))
    await wait()
    expect(await shown()).toEqual(['budget', 'budget', 'budget', 'budget'])
    await endJob(world.db, { jobId: one.jobId, status: 'cancelled' })
    expect(await shown()).toEqual(['budget', 'budget', null, 'budget'])
    await endJob(world.db, { jobId: two.jobId, status: 'cancelled' })
    expect(await shown()).toEqual([null, null, null, null])
    await world.sql`UPDATE job SET status = 'processing' WHERE id IN (${one.jobId}, ${two.jobId})`
    await wait()
    await setBudget(world.db, { subjectId: root, userId: world.userId, budgetUsd: 0.03 })
    const all = [root, cast, one.jobId, two.jobId]
    await endBudgetWaits(world.db, all)
    expect(await shown()).toEqual(['budget', 'budget', 'budget', 'budget'])
    await setBudget(world.db, { subjectId: root, userId: world.userId, budgetUsd: 0.05 })
    await endBudgetWaits(world.db, all)
    expect(await shown()).toEqual([null, null, null, null])
  })
})

test('a job is told of the money that is there: in all its budgets, beside what is held back, and for the item that was refused last', async () => {
  const root = await world.newJob(projectId, 'adaptation')
  const jobId = await world.newJob(projectId, 'character_extraction', { id: root, key: 'characters' })
  const [poor, held, other] = (await world.newItems(jobId, 3)) as [string, string, string]
  const claim = (itemId: string, usd: number) =>
    claimProviderCall(world.db, world.claimFor({ projectId, jobId, itemId }, usd))
  const budget = (subjectId: string, budgetUsd: number) =>
    setBudget(world.db, { subjectId, userId: world.userId, budgetUsd })
  const refuse = (itemId: string, neededUsd: string) =>
    putItemBack(world.db, { itemId, jobId, detail: 'money', params: { ...refused.params, neededUsd } })
  const funded = async () => (await listFundedJobs(world.db)).map((job) => job.jobId).filter((id) => id === jobId)
  await budget(projectId, 0.1)
  await budget(root, 0.05)
  const { call } = await claim(held, 0.03)
  await refuse(poor, '0.0400')
  expect(await funded()).toEqual([])
  await budget(root, 1)
  expect(await funded()).toEqual([jobId])
  await budget(projectId, 0.06)
  expect(await funded()).toEqual([])
  await settleProviderCall(world.db, call.id, { status: 'cancelled' })
  expect(await funded()).toEqual([jobId])
  await refuse(other, '0.0700')
  expect(await funded()).toEqual([])
})

test('many calls, ends of items and ends of jobs at the same time pass no budget, hold nothing back, and never wait in a circle', async () => {
  const root = await world.newJob(projectId, 'adaptation')
  const cast = await world.newJob(projectId, 'character_extraction', { id: root, key: 'characters' })
  const budgetUsd = 3
  await setBudget(world.db, { subjectId: projectId, userId: world.userId, budgetUsd })
  await setBudget(world.db, { subjectId: root, userId: world.userId, budgetUsd: 2.5 })
  const parts = await Promise.all(
    Array.from({ length: 12 }, async (_, number) => {
      const jobId = await world.newJob(projectId, 'character_image_generation', { id: cast, key: `${number}` })
      return { jobId, itemIds: await world.newItems(jobId, 8) }
    }),
  )
  let most = 0
  const work = async (jobId: string, itemId: string, number: number): Promise<void> => {
    for (let round = 0; ; round++) {
      const claim = world.claimFor({ projectId, jobId, itemId }, 0.05)
      const taken = await claimProviderCall(world.db, claim).catch((error) => error)
      if (taken instanceof CineqoError) {
        if (taken.code === 'budget_held' && round < 200) continue
        return putItemBack(world.db, { itemId, jobId, ...refused })
      }
      if (taken instanceof Error) throw taken
      const { id } = taken.call
      const { spentUsd, reservedUsd, uncertainUsd } = await world.spendingOf(projectId)
      most = Math.max(most, spentUsd + reservedUsd + uncertainUsd)
      if (number % 5 === 0) return settleProviderCall(world.db, id, { status: 'outcome_unknown' })
      if (number % 7 === 0 && round === 0) {
        await settleProviderCall(world.db, id, { status: 'failed' })
        continue
      }
      return inTransaction(world.db, async (tx) => {
        if (!(await lockOpenItem(tx, itemId))) return
        await settleProviderCall(tx, id, settled(0.04))
        await settleItem(tx, { itemId, status: 'completed' })
      })
    }
  }
  await Promise.all(
    parts.map(async ({ jobId, itemIds }, part) => {
      const working = Promise.all(itemIds.map((itemId, index) => work(jobId, itemId, part * 8 + index)))
      // Half of the jobs are ended while their items are worked on.
      if (part % 2 === 0) await endJob(world.db, { jobId, status: 'cancelled' })
      await working
      await finishJob(world.db, { jobId })
    }),
  )
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(budgetUsd + 1e-9)
  const spent = await world.spendingOf(root)
  expect(spent.reservedUsd).toBe(0)
  expect(spent.spentUsd + spent.uncertainUsd).toBeLessThanOrEqual(2.5 + 1e-9)
  const [ledger] = await world.sql`
    SELECT sum(cost_usd)::float AS spent, sum(reserved_usd) FILTER (WHERE status = 'outcome_unknown')::float AS uncertain,
      (SELECT cost_usd::float FROM job WHERE id = ${root}) AS job
    FROM provider_call WHERE project_id = ${projectId}`
  expect(ledger?.spent).toBeCloseTo(spent.spentUsd, 9)
  expect(ledger?.job).toBeCloseTo(spent.spentUsd, 9)
  expect(ledger?.uncertain).toBeCloseTo(spent.uncertainUsd, 9)
})
