import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Estimate } from '../../../src/contracts/money.ts'
import { estimateJob } from '../../../src/estimate/estimate-job.ts'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'
import { readNovel } from '../../../src/novel/read-novel.ts'
import type { Analyst, CallContext, Made } from '../../../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { countTokens } from '../../../src/providers/tokens.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, startJob } from '../../support/jobs.ts'
import { enNovel, zhNovel } from '../../support/novels.ts'
import { paidProviders } from '../../support/paid-providers.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const promptTokens = 600
const mostOutputTokens = 8000

/** An analyst that reads by the rules, and is paid by the tokens of what it is asked and answers. */
function readerByTheToken(): Analyst {
  const rules = createOfflineAnalyst()
  const paying = <Value>(call: CallContext, step: string, asked: object, work: () => Promise<Made<Value>>) => {
    const inputTokens = promptTokens + countTokens(JSON.stringify(asked))
    const most = { inputTokens, cachedInputTokens: 0, outputTokens: mostOutputTokens, images: 0 }
    return call.pay({ step, model: 'paid-text', inputTokens, most }, async () => {
      const answer = await work()
      const outputTokens = countTokens(JSON.stringify(answer.value))
      return { answer, usage: { ...most, outputTokens } }
    })
  }
  return {
    ...rules,
    provider: 'paid',
    model: 'paid-text',
    lane: 'text:paid',
    billable: true,
    proposeBoundaries: (asked, call) => paying(call, 'boundaries', asked, () => rules.proposeBoundaries(asked, call)),
    writeScript: (asked, call) => paying(call, 'script', asked, () => rules.writeScript(asked, call)),
    findPeople: (asked, call) => paying(call, 'people', asked, () => rules.findPeople(asked, call)),
    decideMerge: (asked, call) => paying(call, 'pair', asked, () => rules.decideMerge(asked, call)),
    describeCharacter: (asked, call) => paying(call, 'description', asked, () => rules.describeCharacter(asked, call)),
  }
}

const providers = { ...paidProviders(), analyst: readerByTheToken() }
let stack: Stack
let stop: () => Promise<void>

beforeAll(async () => {
  stack = await openStack({ providers })
  stop = await startInProcessWorker(stack, providers)
})
afterAll(async () => {
  await stop()
  await stack.close()
})

function estimated(text: string): Promise<Estimate> {
  const novel = readNovel(text)
  const { chapters } = divideIntoChapters(novel.paragraphs)
  return estimateJob({
    split: { mode: 'auto' },
    cast: { images: true, looks: false },
    pictures: 0,
    novel: { text: novel, chapters, style: '', drawn: [] },
    analyst: providers.analyst,
    painter: providers.painter,
    priceOf: (model) => providers.priceOf?.(model) ?? null,
  })
}

const sample = (path: string) => readFileSync(new URL(`../../../samples/${path}`, import.meta.url), 'utf8')

test.each([
  ['a Chinese novel of many short chapters', zhNovel(40, 2)],
  ['an English novel of many short chapters', enNovel(60)],
  ['a Chinese novel with a large cast', sample('zh/san-dian-shi-qi-fen.txt')],
  ['an English novel with a large cast', sample('en/the-borrowed-heir.txt')],
])(
  'the estimate of %s is within a fifth of what it costs',
  async (_kind, text) => {
    const estimate = await estimated(text)
    const projectId = await createProject(stack, text)
    const job = await ended(stack, (await startJob(stack, 'adaptation', projectId)).id, 90_000)
    const { spending } = await (await stack.send('GET', `/api/jobs/${job.id}`)).body
    expect(job.status).toBe('completed')
    expect(estimate.costUsd.expected / spending.spentUsd).toBeGreaterThan(0.8)
    expect(estimate.costUsd.expected / spending.spentUsd).toBeLessThan(1.2)
    expect(estimate.costUsd.low).toBeLessThanOrEqual(spending.spentUsd)
    expect(estimate.costUsd.high).toBeGreaterThanOrEqual(spending.spentUsd)
  },
  120_000,
)

test('over REST, a job that costs nothing has no lines, and what can not be started can not be estimated', async () => {
  const free = await openStack()
  const projectId = await createProject(free, zhNovel(3))
  const ask = (json: object) => free.send('POST', `/api/projects/${projectId}/estimate`, { json })
  const { status, body } = await ask({ type: 'adaptation' })
  expect(status).toBe(200)
  expect(body).toMatchObject({ lines: [], costUsd: { low: 0, expected: 0, high: 0 }, unpricedModels: [] })
  expect(body.novelTokens).toBeGreaterThan(500)
  expect((await ask({ type: 'novel_split', input: { mode: 'count' } })).body.code).toBe('episodes_required')
  expect((await ask({ type: 'novel_split', input: { mode: 'none' } })).body.code).toBe('invalid_request')
  const empty = (await free.send('POST', '/api/projects', { json: { name: 'Empty' } })).body.id
  const missing = await free.send('POST', `/api/projects/${empty}/estimate`, { json: { type: 'adaptation' } })
  expect(missing.body.code).toBe('novel_missing')
  await free.close()
})
