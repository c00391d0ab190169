import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { noUsage } from '../../../src/contracts/money.ts'
import { createOfflinePainter } from '../../../src/providers/offline/painter.ts'
import type { Painter } from '../../../src/providers/painter.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, getJob, listItems, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'
import { storedFiles } from '../../support/stored-files.ts'

const onePicture = { ...noUsage, images: 1 }
const listed = { usdPerImage: 0.04, source: 'settings', date: '2026-11-24' }
let price: typeof listed | null = listed

/** What a painter does at its nth call of a method, from 1; null lets it go on. */
type Fault = (call: number) => Error | null

let stack: Stack
let stop: () => Promise<void>
let characterId: string
let projectId: string
let submits = 0
let collects = 0
let onSubmit: Fault = () => null
let onCollect: Fault = () => null
/** Awaited before a picture is handed out. */
let hanging: (signal: AbortSignal) => Promise<void> = async () => {}
const cancels = { isInTime: true }

/** Costs money, and fails as it is told. */
function paidPainter(): Painter {
  const offline = createOfflinePainter()
  return {
    ...offline,
    provider: 'paid',
    billable: true,
    most: onePicture,
    async submit(brief, call) {
      submits += 1
      const fault = onSubmit(submits)
      if (fault) throw fault
      return offline.submit(brief, call)
    },
    async collect(request, call) {
      collects += 1
      const fault = onCollect(collects)
      if (fault) throw fault
      await hanging(call.signal)
      return { ...(await offline.collect(request, call)), usage: onePicture }
    },
    cancel: async () => cancels.isInTime,
  }
}

beforeAll(async () => {
  stack = await openStack()
  stop = await startInProcessWorker(stack, { painter: paidPainter(), priceOf: () => price })
  projectId = await createProject(stack, zhNovel(3))
  await ended(stack, (await startJob(stack, 'character_extraction', projectId, { images: false })).id)
  const { body } = await stack.send('GET', `/api/projects/${projectId}/characters`)
  characterId = body.items[0].id
})
afterAll(async () => {
  await stop()
  await stack.close()
})
beforeEach(() => {
  submits = 0
  collects = 0
  onSubmit = () => null
  onCollect = () => null
  hanging = async () => {}
  price = listed
})

async function draw() {
  const { id } = await startJob(stack, 'character_image_generation', projectId, { characterId, regenerate: true })
  return ended(stack, id)
}

const callsOf = (jobId: string) =>
  stack.database.sql`SELECT status FROM provider_call WHERE job_id = ${jobId} ORDER BY claimed_at`.then((rows) =>
    rows.map(({ status }) => status),
  )

const lostConnection = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

describe('a paid request', () => {
  test('is made once, and its cost is the cost of the job', async () => {
    const job = await draw()
    expect(job).toMatchObject({ status: 'completed', costUsd: 0.04 })
    expect(submits).toBe(1)
    expect(await callsOf(job.id)).toEqual(['settled'])
  })

  test('costs what was held back for it when its price is taken away meanwhile', async () => {
    onCollect = () => {
      price = null
      return null
    }
    const job = await draw()
    expect(job).toMatchObject({ status: 'completed', costUsd: 0.04 })
    expect((await getJob(stack, job.id)).spending).toMatchObject({ spentUsd: 0.04, unpricedCalls: 0 })
  })

  test('that can not be asked about for a while is attached to again, not made again', async () => {
    onCollect = (call) => (call <= 2 ? lostConnection() : null)
    const job = await draw()
    expect(job.status).toBe('completed')
    expect({ submits, collects }).toEqual({ submits: 1, collects: 3 })
    expect(await callsOf(job.id)).toEqual(['settled'])
  })

  test('whose answer was lost is not made again before a person decides', async () => {
    onSubmit = (call) => (call === 1 ? lostConnection() : null)
    const job = await draw()
    expect(job).toMatchObject({ status: 'failed', error: { code: 'outcome_unknown' } })
    expect(submits).toBe(1)
    expect(await callsOf(job.id)).toEqual(['outcome_unknown'])
    await stack.send('POST', `/api/jobs/${job.id}/retry`)
    expect((await ended(stack, job.id)).status).toBe('completed')
    expect(submits).toBe(2)
  })

  test('that the provider ended without a picture is made anew', async () => {
    onCollect = (call) =>
      call === 1 ? new CineqoError('provider_failed', { provider: 'paid', status: 500, detail: 'no picture' }) : null
    const job = await draw()
    expect(job.status).toBe('completed')
    expect(submits).toBe(2)
    expect(await callsOf(job.id)).toEqual(['failed', 'settled'])
  })
})

describe('a paid request whose job is cancelled', () => {
  const hangs = (signal: AbortSignal) =>
    new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

  async function cancelWhileDrawing(): Promise<string> {
    hanging = hangs
    const { id } = await startJob(stack, 'character_image_generation', projectId, { characterId, regenerate: true })
    await until('the request', () => collects === 1)
    await stack.send('POST', `/api/jobs/${id}/cancel`)
    expect((await ended(stack, id)).status).toBe('cancelled')
    hanging = async () => {}
    return id
  }

  test('costs nothing where the provider was told in time', async () => {
    cancels.isInTime = true
    const id = await cancelWhileDrawing()
    expect(await callsOf(id)).toEqual(['cancelled'])
    expect((await getJob(stack, id)).spending).toMatchObject({ reservedUsd: 0, spentUsd: 0, uncertainUsd: 0 })
  })

  test('is counted without a person where the picture was drawn before, and a retry has that', async () => {
    cancels.isInTime = false
    const id = await cancelWhileDrawing()
    const spendingOf = async () => (await getJob(stack, id)).spending
    await until('the end of the request', async () => (await spendingOf()).reservedUsd === 0)
    expect(await spendingOf()).toMatchObject({ spentUsd: 0.04, uncertainUsd: 0 })
    const asked = { submits, collects }
    await stack.send('POST', `/api/jobs/${id}/retry`)
    expect(await ended(stack, id)).toMatchObject({ status: 'completed', costUsd: 0.04 })
    expect({ submits, collects }).toEqual(asked)
    expect((await getJob(stack, id)).spending).toMatchObject({ reservedUsd: 0, spentUsd: 0.04 })
  })

  test('and whose picture nobody fetches leaves no file behind when the job is deleted', async () => {
    cancels.isInTime = false
    const before = await storedFiles(stack)
    const id = await cancelWhileDrawing()
    await until('the picture', async () => (await storedFiles(stack)).length > before.length)
    await until('the end of the request', async () => (await getJob(stack, id)).spending.spentUsd === 0.04)
    expect((await stack.send('DELETE', `/api/jobs/${id}`)).status).toBe(204)
    expect(await storedFiles(stack)).toEqual(before)
  })

  test('may have been billed where it is not known to have arrived, and the item says so', async () => {
    cancels.isInTime = true
    const id = await cancelWhileDrawing()
    // As a worker leaves it that dies between its claim and the provider's answer.
    await stack.database.sql`
      UPDATE provider_call SET status = 'claimed', request_id = NULL, claimed_at = now() - interval '1 hour', settled_at = NULL
      WHERE job_id = ${id}`
    await stack.database.sql`UPDATE spending SET reserved_usd = 0.04 WHERE subject_id = ${id}`
    await draw()
    await until('the end of the request', async () => (await getJob(stack, id)).spending.reservedUsd === 0)
    expect((await getJob(stack, id)).spending).toMatchObject({ spentUsd: 0, uncertainUsd: 0.04 })
    expect(await listItems(stack, id)).toMatchObject([{ status: 'failed', error: { code: 'outcome_unknown' } }])
  })
})

describe('a busy provider', () => {
  test('costs no attempt, however often it says so, and the job shows what it waits for', async () => {
    const busyTimes = 7
    onSubmit = (call) =>
      call <= busyTimes
        ? new CineqoError('provider_busy', { provider: 'paid', time: new Date(Date.now() + 50).toISOString() })
        : null
    const { id } = await startJob(stack, 'character_image_generation', projectId, { characterId, regenerate: true })
    await until('the reason', async () => (await getJob(stack, id)).waiting?.reason === 'lane_closed')
    expect(await ended(stack, id)).toMatchObject({ status: 'completed', waiting: null })
    expect(submits).toBe(busyTimes + 1)
    const [item] = await listItems(stack, id)
    expect(item).toMatchObject({ attempts: 1, failures: {} })
  })
})

test('a provider that can not be reached fails its items and does not hold the job up for ever', async () => {
  onCollect = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' })
  const job = await draw()
  expect(job).toMatchObject({ status: 'failed', error: { code: 'attempts_exhausted' } })
  expect(submits).toBe(1)
})

test('a message that neither the database nor Temporal can carry still ends the item, and the worker lives', async () => {
  onCollect = () => new Error('broken \u0000 \ud800 answer')
  const job = await draw()
  expect(job.error?.message.en).toContain('broken   answer')
  onCollect = () => null
  expect((await draw()).status).toBe('completed')
})
