/** The estimate that the API gives, beside what servers bill that answer by the rules; and a budget of half of it. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Estimate } from '../../../src/contracts/money.ts'
import { listedPrice } from '../../../src/providers/prices.ts'
import { startFalServer } from '../../servers/fal/server.ts'
import type { TestServer } from '../../servers/listen.ts'
import { type OpenAiServer, startOpenAiServer } from '../../servers/openai/server.ts'
import { rulesWork } from '../../servers/readers/rules-work.ts'
import { taskReader } from '../../servers/readers/task-reader.ts'
import { createProject, ended, getJob } from '../../support/jobs.ts'
import { enNovel, zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

const textModel = 'gpt-4.1-mini'
const imageModel = 'fal-ai/flux/dev'
const prices = { [textModel]: listedPrice(textModel) ?? {}, [imageModel]: listedPrice(imageModel) ?? {} }

let text: OpenAiServer
let fal: TestServer
let stack: Stack
let worker: TestProcess

beforeAll(async () => {
  text = await startOpenAiServer({ reader: taskReader(rulesWork), prices })
  fal = await startFalServer({ prices })
  const environment = {
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: text.baseUrl,
    OPENAI_MODEL: textModel,
    FAL_KEY: 'id:secret',
    FAL_QUEUE_URL: fal.url,
    IMAGE_MODEL: imageModel,
  }
  stack = await openStack({ environment })
  worker = await startTestWorker({ ...stack.environment, ...environment })
})
afterAll(async () => {
  await worker.stop()
  await stack.close()
  await Promise.all([text.close(), fal.close()])
})

const sample = (path: string) => readFileSync(new URL(`../../../samples/${path}`, import.meta.url), 'utf8')

async function estimated(projectId: string): Promise<Estimate> {
  const { status, body } = await stack.send('POST', `/api/projects/${projectId}/estimate`, {
    json: { type: 'adaptation' },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

function startAdaptation(projectId: string, budgetUsd?: number) {
  return stack.send('POST', '/api/jobs', { json: { type: 'adaptation', projectId, budgetUsd } })
}

test.each([
  ['a Chinese novel of short chapters', zhNovel(30, 2)],
  ['an English novel of short chapters', enNovel(60)],
  ['a Chinese novel with a large cast', sample('zh/san-dian-shi-qi-fen.txt')],
  ['an English novel with a large cast', sample('en/the-borrowed-heir.txt')],
])(
  'the estimate of %s is within a fifth of what is billed',
  async (_kind, novel) => {
    const projectId = await createProject(stack, novel)
    const estimate = await estimated(projectId)
    const { body } = await startAdaptation(projectId)
    expect((await ended(stack, body.id, 90_000)).status).toBe('completed')
    const { spending } = await getJob(stack, body.id)
    expect(estimate.unpricedModels).toEqual([])
    expect(estimate.costUsd.expected / spending.spentUsd).toBeGreaterThan(0.8)
    expect(estimate.costUsd.expected / spending.spentUsd).toBeLessThan(1.2)
  },
  120_000,
)

test('a budget of half the estimate pauses the job, which never passes it, and finishes when it is raised', async () => {
  const projectId = await createProject(stack, zhNovel(30, 2))
  const { costUsd } = await estimated(projectId)
  const half = costUsd.expected / 2
  const { body } = await startAdaptation(projectId, half)
  await until('a part that waits', async () => {
    const { items } = (await stack.send('GET', `/api/jobs?projectId=${projectId}`)).body
    return items.some(({ waiting }: { waiting: { reason: string } | null }) => waiting?.reason === 'budget')
  })
  expect((await getJob(stack, body.id)).spending.spentUsd).toBeLessThanOrEqual(half)
  await stack.send('PUT', `/api/jobs/${body.id}/budget`, { json: { budgetUsd: costUsd.high * 2 } })
  const done = await ended(stack, body.id, 90_000)
  expect(done.status).toBe('completed')
  const steps = await stack.database.sql`
    SELECT item_id, step FROM provider_call WHERE project_id = ${projectId} AND status = 'settled'
    GROUP BY item_id, step HAVING count(*) > 1`
  expect(steps).toHaveLength(0)
}, 150_000)
