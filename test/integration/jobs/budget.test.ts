import { afterEach, describe, expect, test } from 'vitest'
import type { Spending } from '../../../src/contracts/money.ts'
import { localUserId } from '../../../src/db/queries/ensure-local-user.ts'
import { setBudget } from '../../../src/db/queries/set-budget.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, getJob, listItems } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { type PaidProviders, paidProviders, pictureUsd, textCallUsd } from '../../support/paid-providers.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

/** A novel that is divided into so many episodes costs so many scripts, and one window of boundaries. */
const episodes = 12
const splitUsd = (1 + episodes) * textCallUsd.used
const input = { mode: 'chapters' }

let stack: Stack
let providers: PaidProviders
let stop: (() => Promise<void>) | undefined

async function open(given = paidProviders()): Promise<string> {
  providers = given
  stack = await openStack({ providers: given })
  stop = await startInProcessWorker(stack, given)
  return createProject(stack, zhNovel(episodes))
}
afterEach(async () => {
  await stop?.()
  await stack.close()
})

async function startSplit(projectId: string, budgetUsd?: number) {
  return stack.send('POST', '/api/jobs', { json: { type: 'novel_split', projectId, input, budgetUsd } })
}

const putBudget = (path: string, budgetUsd: number | null) =>
  stack.send('PUT', `/api/${path}/budget`, { json: { budgetUsd } })

async function projectSpending(projectId: string): Promise<Spending> {
  return (await stack.send('GET', `/api/projects/${projectId}`)).body.spending
}

/** Waits until a job waits for its budget, with nothing under way. */
function paused(jobId: string) {
  return until('the pause', async () => {
    const job = await getJob(stack, jobId)
    return job.waiting?.reason === 'budget' && job.spending.reservedUsd === 0 && job
  })
}

function expectNothingTwice(): void {
  expect(new Set(providers.sent).size).toBe(providers.sent.length)
}

describe('a job with a budget', () => {
  test('pauses before the call that would pass it, and finishes when it is raised without repeating a call', async () => {
    const projectId = await open()
    const { status, body } = await startSplit(projectId, splitUsd / 2)
    expect(status).toBe(202)

    const job = await paused(body.id)
    expect(job.status).toBe('processing')
    expect(job.spending.budgetUsd).toBeCloseTo(splitUsd / 2, 9)
    expect(job.spending.spentUsd).toBeLessThanOrEqual(splitUsd / 2)
    // What is left does not pay for the most that one more call may cost.
    expect(job.spending.spentUsd).toBeGreaterThan(splitUsd / 2 - textCallUsd.most)
    expect(job.waiting?.detail).toContain('budget')
    const waiting = (await listItems(stack, job.id)).filter(({ status }) => status === 'pending')
    expect(waiting.length).toBeGreaterThan(0)
    for (const item of waiting) expect(item).toMatchObject({ attempts: 0, failures: {}, error: null })
    expect((await stack.send('GET', `/api/jobs/${job.id}/progress`)).body.waiting).toBe('budget')

    const { body: raised } = await putBudget(`jobs/${job.id}`, 1)
    expect(raised.budgetUsd).toBe(1)
    const done = await ended(stack, job.id)
    expect(done).toMatchObject({ status: 'completed', waiting: null, runs: 1 })
    expect(done.costUsd).toBeCloseTo(splitUsd, 9)
    expect(done.spending.spentUsd).toBeCloseTo(splitUsd, 9)
    expect(providers.sent).toHaveLength(1 + episodes)
    expectNothingTwice()
  })

  test('is held to the least of its own and the project’s, which all jobs share', async () => {
    const projectId = await open()
    await putBudget(`projects/${projectId}`, splitUsd * 1.5)
    const first = await startSplit(projectId, 10)
    expect((await ended(stack, first.body.id)).status).toBe('completed')
    const second = await startSplit(projectId, 10)
    const job = await paused(second.body.id)
    expect(job.spending.spentUsd).toBeLessThan(splitUsd)
    const spent = await projectSpending(projectId)
    expect(spent.spentUsd).toBeLessThanOrEqual(splitUsd * 1.5)
    expect(spent.spentUsd).toBeCloseTo(splitUsd + job.spending.spentUsd, 9)
    await putBudget(`projects/${projectId}`, null)
    expect((await ended(stack, job.id)).status).toBe('completed')
    expect((await projectSpending(projectId)).spentUsd).toBeCloseTo(2 * splitUsd, 9)
  })

  test('can be cancelled while it waits, and retried with more money', async () => {
    const projectId = await open()
    const { body } = await startSplit(projectId, splitUsd / 2)
    await paused(body.id)
    await stack.send('POST', `/api/jobs/${body.id}/cancel`)
    expect(await ended(stack, body.id)).toMatchObject({ status: 'cancelled', waiting: null })
    await putBudget(`jobs/${body.id}`, 1)
    await stack.send('POST', `/api/jobs/${body.id}/retry`)
    expect(await ended(stack, body.id)).toMatchObject({ status: 'completed', runs: 2 })
    expect((await getJob(stack, body.id)).costUsd).toBeCloseTo(splitUsd, 9)
    expectNothingTwice()
  })

  test('goes on after its worker was lost while it waited', async () => {
    const projectId = await open()
    const { body } = await startSplit(projectId, splitUsd / 2)
    await paused(body.id)
    await stop?.()
    stop = undefined
    await putBudget(`jobs/${body.id}`, 1)
    stop = await startInProcessWorker(stack, providers)
    expect((await ended(stack, body.id)).status).toBe('completed')
    expectNothingTwice()
  })

  test('goes on by itself when the money is there and nobody could say so: who raised the budget died before that', async () => {
    const projectId = await open()
    const { body } = await startSplit(projectId, splitUsd / 2)
    await paused(body.id)
    await setBudget(stack.database.db, { subjectId: body.id, userId: localUserId, budgetUsd: 1 })
    expect(await ended(stack, body.id)).toMatchObject({ status: 'completed', waiting: null })
    expectNothingTwice()
  })

  test('counts its parts: descriptions and pictures of a cast pay from the same budget', async () => {
    const projectId = await open()
    const json = { type: 'adaptation', projectId, input, budgetUsd: splitUsd + 0.06 }
    const { body } = await stack.send('POST', '/api/jobs', { json })
    await until('the whole to say that a part waits', async () => {
      return (await getJob(stack, body.id)).waiting?.reason === 'budget'
    })
    expect((await getJob(stack, body.id)).spending.spentUsd).toBeLessThanOrEqual(splitUsd + 0.06)
    await putBudget(`jobs/${body.id}`, 5)
    const done = await ended(stack, body.id)
    expect(done.status).toBe('completed')
    const pictures = providers.sent.filter((step) => step.startsWith('picture')).length
    expect(pictures).toBeGreaterThan(0)
    const total = (providers.sent.length - pictures) * textCallUsd.used + pictures * pictureUsd
    expect(done.spending.spentUsd).toBeCloseTo(total, 9)
    expect(done.spending.usage.images).toBe(pictures)
    expect(done.costUsd).toBeCloseTo(total, 9)
    expect((await projectSpending(projectId)).spentUsd).toBeCloseTo(total, 9)
    expectNothingTwice()
  })
})

describe('a model without a known price', () => {
  test('is refused a budget for looks, when only the model that changes pictures has none', async () => {
    const given = paidProviders()
    given.painter = { ...given.painter, editModel: 'unpriced-edit' }
    const projectId = await open(given)
    const start = (given: object) =>
      stack.send('POST', '/api/jobs', {
        json: { type: 'character_extraction', projectId, budgetUsd: 1, input: given },
      })
    expect((await start({ looks: true })).body).toMatchObject({ code: 'price_unknown' })
    expect((await start({ images: false, looks: true })).status).toBe(202)
  })

  test('is refused a budget, by job and by project', async () => {
    const projectId = await open(paidProviders({}))
    expect((await startSplit(projectId, 1)).body).toMatchObject({ status: 422, code: 'price_unknown' })
    expect((await putBudget(`projects/${projectId}`, 1)).body).toMatchObject({ code: 'price_unknown' })
    const { body } = await startSplit(projectId)
    expect((await ended(stack, body.id)).status).toBe('completed')
    expect((await putBudget(`jobs/${body.id}`, 1)).body).toMatchObject({ code: 'price_unknown' })
  })

  test('is counted by its calls where there is no budget', async () => {
    const projectId = await open(paidProviders({}))
    const { body } = await startSplit(projectId)
    const job = await ended(stack, body.id)
    expect(job.spending).toMatchObject({ budgetUsd: null, spentUsd: 0, unpricedCalls: 1 + episodes })
    expect(job).toMatchObject({ costUsd: 0, unpricedCalls: 1 + episodes })
    expect(job.spending.usage.inputTokens).toBeGreaterThan(0)
    expect((await projectSpending(projectId)).unpricedCalls).toBe(1 + episodes)
  })
})

test('a budget that is no amount is refused, and so is one of somebody else’s job', async () => {
  const projectId = await open()
  expect((await putBudget(`projects/${projectId}`, -1)).status).toBe(400)
  expect((await startSplit(projectId, -1)).status).toBe(400)
  expect((await putBudget('jobs/01900000-0000-7000-8000-000000000000', 1)).status).toBe(404)
  expect((await putBudget('projects/01900000-0000-7000-8000-000000000000', 1)).status).toBe(404)
})
