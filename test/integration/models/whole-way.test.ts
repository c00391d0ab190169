/**
 * The whole way on models: a worker with nothing but settings in its environment adapts a novel on servers that speak the wires of OpenAI and
 * fal, on each kind of text server that is met in the world.
 */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listedPrice } from '../../../src/providers/prices.ts'
import { startFalServer } from '../../servers/fal/server.ts'
import { figuresOf } from '../../servers/figures.ts'
import type { TestServer } from '../../servers/listen.ts'
import { type ServerKindName, serverKinds } from '../../servers/openai/kinds.ts'
import { type OpenAiServer, startOpenAiServer } from '../../servers/openai/server.ts'
import { rulesWork } from '../../servers/readers/rules-work.ts'
import { taskReader } from '../../servers/readers/task-reader.ts'
import { createProject, ended, expectTiling, startJob } from '../../support/jobs.ts'
import { zhCast, zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const textModel = 'gpt-4.1-mini'
const imageModel = 'fal-ai/flux/dev'
const prices = { [textModel]: listedPrice(textModel) ?? {}, [imageModel]: listedPrice(imageModel) ?? {} }
const kinds = ['full', 'json_object', 'plain'] satisfies ServerKindName[]

let text: Record<(typeof kinds)[number], OpenAiServer>
let fal: TestServer
let stack: Stack
let worker: TestProcess

beforeAll(async () => {
  const start = (kind: ServerKindName) =>
    startOpenAiServer({ reader: taskReader(rulesWork), kind: serverKinds[kind], prices })
  text = { full: await start('full'), json_object: await start('json_object'), plain: await start('plain') }
  fal = await startFalServer({ prices })
  const environment = {
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: text.full.baseUrl,
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
  await Promise.all([...Object.values(text), fal].map((server) => server.close()))
})

describe.each(kinds)('a novel on a server of the kind %s', (kind) => {
  test('becomes episodes, a cast and pictures, and what was booked is what was billed', async () => {
    const projectId = await createProject(stack, zhNovel(6))
    if (kind !== 'full') {
      const change = { text: { baseUrl: text[kind].baseUrl }, keys: { text: 'sk-other' } }
      const patched = await stack.send('PATCH', `/api/projects/${projectId}/settings`, { json: change })
      expect(patched.status, JSON.stringify(patched.body)).toBe(200)
    }
    const drawnBefore = fal.ledger.entries.length
    const job = await ended(stack, (await startJob(stack, 'adaptation', projectId)).id)
    expect(job, worker.output()).toMatchObject({ status: 'completed', error: null })

    const { body: result } = await stack.send('GET', `/api/projects/${projectId}/result`)
    const { body: novelText } = await stack.send('GET', `/api/projects/${projectId}/novel/text`)
    const paragraphs = (novelText as string).split('\n')
    expectTiling(result.episodes, paragraphs.length)
    expect(result.characters.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(zhCast))
    for (const { evidence } of result.characters) {
      expect(evidence.length).toBeGreaterThan(0)
      for (const { paragraph, quote } of evidence) expect(paragraphs[paragraph]).toContain(quote)
    }
    const drawn = result.characters.filter(({ image }: { image: string | null }) => image !== null)
    expect(drawn.length).toBeGreaterThan(0)
    for (const { image } of drawn) {
      const picture = await fetch(`${stack.url}${image}`)
      expect((await sharp(await picture.arrayBuffer()).metadata()).width).toBeGreaterThanOrEqual(512)
    }

    const asked = figuresOf(text[kind].ledger.entries)
    const pictures = figuresOf(fal.ledger.entries.slice(drawnBefore))
    expect(asked.accepted).toBeGreaterThan(result.episodes.length)
    expect(asked.duplicates).toBe(0)
    expect(pictures).toMatchObject({ accepted: drawn.length, duplicates: 0 })
    const { body: project } = await stack.send('GET', `/api/projects/${projectId}`)
    expect(project.spending).toMatchObject({ reservedUsd: 0, uncertainUsd: 0, unpricedCalls: 0 })
    expect(project.spending.spentUsd).toBeCloseTo(asked.billedUsd + pictures.billedUsd, 9)
  })
})
