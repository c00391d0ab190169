import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFalPainter } from '../../../src/providers/fal/painter.ts'
import { createProviderFetch } from '../../../src/providers/http/provider-fetch.ts'
import { startFalServer } from '../../servers/fal/server.ts'
import type { Fault } from '../../servers/faults.ts'
import type { TestServer } from '../../servers/listen.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, getJob, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

const prices = { 'fal-ai/flux/dev': { usdPerImage: 0.025 } }
const price = { ...prices['fal-ai/flux/dev'], source: 'settings', date: '2026-11-24' }

let stack: Stack
let server: TestServer
let stop: () => Promise<void>
let characterIds: string[]
let projectId: string

const startWorker = () =>
  startInProcessWorker(stack, {
    painter: createFalPainter({
      apiKey: 'test',
      model: 'fal-ai/flux/dev',
      queueUrl: server.url,
      fetch: createProviderFetch({ allowPrivateAddresses: true, headersTimeoutMs: 2000, idleTimeoutMs: 2000 }),
      lane: `image:fal:${server.url}`,
    }),
    priceOf: () => price,
  })

beforeAll(async () => {
  stack = await openStack()
  server = await startFalServer({ prices })
  stop = await startWorker()
  projectId = await createProject(stack, zhNovel(3))
  await ended(stack, (await startJob(stack, 'character_extraction', projectId, { images: false })).id)
  const { body } = await stack.send('GET', `/api/projects/${projectId}/characters`)
  characterIds = body.items.map(({ id }: { id: string }) => id)
})
beforeEach(async () => {
  await stop()
  await server.close()
  server = await startFalServer({ prices })
  stop = await startWorker()
})
afterEach(() => server.setFaults([]))
afterAll(async () => {
  await stop()
  await server.close()
  await stack.close()
})

const start = () =>
  startJob(stack, 'character_image_generation', projectId, { characterId: characterIds[0], regenerate: true })
const draw = async () => ended(stack, (await start()).id)
const spendingOf = async (jobId: string) =>
  (
    await stack.database.sql`SELECT spent_usd::float8 AS spent, uncertain_usd::float8 AS uncertain,
    reserved_usd::float8 AS reserved FROM spending WHERE subject_id = ${jobId}`
  )[0]

test('a picture is drawn, and costs what fal bills', async () => {
  const job = await draw()
  expect(job).toMatchObject({ status: 'completed', costUsd: 0.025 })
  expect(server.ledger.entries).toMatchObject([{ billedUsd: 0.025 }])
  expect(await spendingOf(job.id)).toEqual({ spent: 0.025, uncertain: 0, reserved: 0 })
})

test('a batch draws each character once', async () => {
  const { id } = await startJob(stack, 'batch_image_generation', projectId, { characterIds, regenerate: true })
  expect((await ended(stack, id)).status).toBe('completed')
  expect(server.ledger.entries).toHaveLength(characterIds.length)
})

test.each<[Fault, string]>([
  [{ kind: 'lost_answer' }, 'outcome_unknown'],
  [{ kind: 'bad_gateway_after' }, 'outcome_unknown'],
  [{ kind: 'policy_at_result' }, 'provider_refused'],
  [{ kind: 'blank_picture' }, 'picture_blank'],
  [{ kind: 'quota_exhausted' }, 'provider_quota_exhausted'],
])('a request that meets %j is made once and ends its item as %s', async (fault, code) => {
  server.setFaults([{ fault }])
  const job = await draw()
  expect(job).toMatchObject({ status: 'failed', error: { code } })
  expect(server.ledger.entries).toHaveLength(1)
  const isUncertain = ['outcome_unknown', 'picture_blank'].includes(code)
  expect(await spendingOf(job.id)).toEqual({ spent: 0, uncertain: isUncertain ? 0.025 : 0, reserved: 0 })
})

test('an app that fails is asked again with a new request', async () => {
  server.setFaults([{ fault: { kind: 'failed_at_result' }, first: 1 }])
  expect((await draw()).status).toBe('completed')
  expect(server.ledger.entries.map(({ billedUsd }) => billedUsd)).toEqual([0, 0.025])
})

test('a throttled account closes its lane and holds no place', async () => {
  server.setFaults([{ fault: { kind: 'rate_limited', retryAfter: { seconds: 3600 } } }])
  const { id } = await start()
  const { waiting } = await until('the closed lane', async () => {
    const job = await getJob(stack, id)
    return job.waiting?.reason === 'lane_closed' && job
  })
  expect(Date.parse(waiting?.until ?? '') - Date.now()).toBeGreaterThan(3_000_000)
  await stack.send('POST', `/api/jobs/${id}/cancel`)
  expect((await ended(stack, id)).status).toBe('cancelled')
  expect(server.ledger.entries).toHaveLength(1)
})

describe('a request that is under way', () => {
  beforeEach(async () => {
    await stop()
    await server.close()
    server = await startFalServer({ prices, latency: { drawingMs: 8000 } })
    stop = await startWorker()
  })

  const submitted = () => until('the request', () => server.ledger.entries.length === 1)

  test('is attached to by the next worker', async () => {
    const { id } = await start()
    await submitted()
    await until('the id in the ledger', async () => {
      const [call] = await stack.database.sql`SELECT request_id FROM provider_call WHERE job_id = ${id}`
      return call?.request_id
    })
    await stop()
    stop = await startWorker()
    expect(await ended(stack, id)).toMatchObject({ status: 'completed', costUsd: 0.025 })
    expect(server.ledger.entries).toHaveLength(1)
  })

  test('is cancelled at fal when its job is', async () => {
    const { id } = await start()
    await submitted()
    await stack.send('POST', `/api/jobs/${id}/cancel`)
    expect((await ended(stack, id)).status).toBe('cancelled')
    expect(server.ledger.entries).toMatchObject([{ delivered: false, billedUsd: 0, endedAtMs: expect.any(Number) }])
  })

  /** Lets a request be accepted, and the worker be gone. */
  async function leftAlone(): Promise<string> {
    const { id } = await start()
    await submitted()
    await until('the id in the ledger', async () => {
      const [call] = await stack.database.sql`SELECT request_id FROM provider_call WHERE job_id = ${id}`
      return call?.request_id
    })
    await stop()
    return id
  }

  test('is cancelled at fal also when its job was cancelled while no worker ran', async () => {
    const id = await leftAlone()
    await stack.send('POST', `/api/jobs/${id}/cancel`)
    stop = await startWorker()
    expect((await ended(stack, id)).status).toBe('cancelled')
    await until('the end of the request', async () => (await spendingOf(id))?.reserved === 0)
    expect(await spendingOf(id)).toEqual({ spent: 0, uncertain: 0, reserved: 0 })
    expect(server.ledger.entries).toMatchObject([{ delivered: false, billedUsd: 0, endedAtMs: expect.any(Number) }])
  })

  test('of a job whose workflow was ended from outside is waited for and counted, and a retry has its picture', async () => {
    const id = await leftAlone()
    const { client } = stack.api.context.engine
    await client.workflow.getHandle(`character_image_generation/${id}`).terminate('by hand')
    expect((await ended(stack, id)).status).toBe('failed')
    stop = await startWorker()
    await until('the end of the request', async () => (await spendingOf(id))?.reserved === 0)
    expect(await spendingOf(id)).toEqual({ spent: 0.025, uncertain: 0, reserved: 0 })
    await stack.send('POST', `/api/jobs/${id}/retry`)
    expect(await ended(stack, id)).toMatchObject({ status: 'completed', costUsd: 0.025 })
    expect(server.ledger.entries).toMatchObject([{ billedUsd: 0.025 }])
  })
})
