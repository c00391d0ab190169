import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { noUsage } from '../../../src/contracts/money.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { createOfflinePainter } from '../../../src/providers/offline/painter.ts'
import type { Painter, PortraitBrief } from '../../../src/providers/painter.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, listItems, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const wedding = { name: '嫁衣', prompt: 'a red wedding robe', appearance: '一身大红嫁衣', startParagraph: 3 }
const onePicture = { ...noUsage, images: 1 }
const prices = { sheet: 0.02, edit: 0.05 }

let stack: Stack
let stop: () => Promise<void>
let projectId: string
let characterId: string
/** What the painter was told, in the order it was told. */
let briefs: PortraitBrief[] = []
let answersAtOnce = false

function paidPainter(): Painter {
  const offline = createOfflinePainter()
  const draw: Painter['collect'] = async (request, call) => ({
    ...(await offline.collect(request, call)),
    usage: onePicture,
  })
  return {
    ...offline,
    provider: 'paid',
    model: 'sheet',
    editModel: 'edit',
    lane: 'image:paid',
    billable: true,
    most: onePicture,
    async submit(brief, call) {
      briefs.push(brief)
      const { requestId } = await offline.submit(brief, call)
      return answersAtOnce ? { requestId, picture: await draw({ requestId, brief }, call) } : { requestId }
    },
    collect: draw,
  }
}

beforeAll(async () => {
  stack = await openStack()
  const offline = createOfflineAnalyst()
  stop = await startInProcessWorker(stack, {
    painter: paidPainter(),
    priceOf: (model) => ({
      usdPerImage: prices[model as keyof typeof prices],
      source: 'settings',
      date: '2026-11-24',
    }),
    analyst: {
      ...offline,
      async describeCharacter(facts, call) {
        const made = await offline.describeCharacter(facts, call)
        return { ...made, value: { ...made.value, looks: [wedding] } }
      },
    },
  })
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
  briefs = []
  answersAtOnce = false
})

const character = async () => (await stack.send('GET', `/api/characters/${characterId}`)).body
const order = (input: object) =>
  stack.send('POST', '/api/jobs', {
    json: { type: 'character_image_generation', projectId, input: { characterId, ...input } },
  })
async function draw(input: object) {
  const { status, body } = await order(input)
  expect(status).toBe(202)
  return ended(stack, body.id)
}

describe('pictures of a character', () => {
  test('a look can not be drawn before the sheet it is made from', async () => {
    const [look] = (await character()).looks
    expect(look).toMatchObject({ ...wedding, images: [] })
    for (const input of [{ lookId: look.id }, { looks: true }]) {
      const { status, body } = await order(input)
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'sheet_required' })
    }
    expect((await order({ lookId: projectId })).status).toBe(404)
  })

  test('several candidates are drawn, each another picture, and the first is chosen', async () => {
    const job = await draw({ candidates: 3 })
    expect(job).toMatchObject({ status: 'completed', costUsd: 3 * prices.sheet })
    const { images } = await character()
    expect(images).toHaveLength(3)
    expect(images.filter(({ chosen }: { chosen: boolean }) => chosen)).toHaveLength(1)
    expect(new Set(images.map(({ sha256 }: { sha256: string }) => sha256)).size).toBe(3)
    expect(images[0]).toMatchObject({ chosen: true, seed: 0, provider: 'paid', model: 'sheet', costUsd: prices.sheet })
    const items = await listItems(stack, job.id)
    expect(items.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed'])
  })

  test('one that is there is not drawn again unless somebody asks', async () => {
    expect((await draw({})).status).toBe('completed')
    expect(briefs).toHaveLength(0)
  })

  test('another one can be chosen, and that taken back', async () => {
    const [first, second] = (await character()).images
    const chosen = await stack.send('POST', `/api/images/${second.id}/choose`)
    expect(chosen.body.images[0].id).toBe(second.id)
    expect((await stack.send('POST', `/api/images/${first.id}/choose`)).body.images[0].id).toBe(first.id)
  })

  test('a picture has a thumbnail, which is small and never changes', async () => {
    const [image] = (await character()).images
    const response = await fetch(`${stack.url}${image.thumbnailUrl}`)
    expect(response.headers.get('content-type')).toBe('image/webp')
    const { format, width, height } = await sharp(await response.arrayBuffer()).metadata()
    expect({ format, longest: Math.max(width, height) }).toEqual({ format: 'webp', longest: 512 })
    const headers = { 'if-none-match': response.headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
    expect((await fetch(`${stack.url}${image.thumbnailUrl}`, { headers })).status).toBe(304)
  })

  test('a look is made from the chosen picture of the sheet, by the model that changes pictures', async () => {
    const { looks, images } = await character()
    const job = await draw({ lookId: looks[0].id })
    expect(job).toMatchObject({ status: 'completed', costUsd: prices.edit })
    expect(briefs).toHaveLength(1)
    expect(briefs[0]?.look?.prompt).toBe(wedding.prompt)
    const file = await (await fetch(`${stack.url}${images[0].url}`)).arrayBuffer()
    expect(Buffer.compare(Buffer.from(briefs[0]?.reference?.bytes ?? []), Buffer.from(file))).toBe(0)
    const after = await character()
    expect(after.looks[0].images).toMatchObject([{ chosen: true, model: 'edit' }])
    expect(after.images).toHaveLength(3)
  })

  test('a picture is drawn again by other words, and becomes the chosen one', async () => {
    await draw({ prompt: '  一位穿蓝衣的女子  ' })
    expect(briefs.map(({ promptByHand }) => promptByHand)).toEqual(['一位穿蓝衣的女子'])
    const { images } = await character()
    expect(images).toHaveLength(4)
    expect(images[0].prompt).toContain('一位穿蓝衣的女子')
  })

  test('when the chosen one is deleted, the newest of the others is chosen, and its files go', async () => {
    const [first] = (await character()).images
    const filesOf = async () =>
      (await readdir(stack.storageDirectory, { recursive: true })).filter((path) => path.includes(first.sha256))
    expect(await filesOf()).toHaveLength(2)
    expect((await stack.send('DELETE', `/api/images/${first.id}`)).status).toBe(204)
    const { images } = await character()
    expect(images).toHaveLength(3)
    expect(images[0]).toMatchObject({ chosen: true })
    expect(await filesOf()).toEqual([])
    expect((await stack.send('GET', `/api/images/${first.id}`)).status).toBe(404)
    expect((await stack.send('DELETE', `/api/images/${first.id}`)).status).toBe(404)
  })

  test('one that comes at once is paid for once', async () => {
    answersAtOnce = true
    const job = await draw({ regenerate: true })
    expect(job).toMatchObject({ status: 'completed', costUsd: prices.sheet })
    expect(briefs).toHaveLength(1)
    const calls = await stack.database.sql`SELECT status, answer, cost_usd FROM provider_call WHERE job_id = ${job.id}`
    expect(calls).toMatchObject([{ status: 'settled', answer: null }])
  })

  test('a person changes how a character is to be drawn', async () => {
    const changed = await stack.send('PATCH', `/api/characters/${characterId}`, { json: { prompt: 'a young weaver' } })
    expect(changed.body).toMatchObject({ prompt: 'a young weaver', setAsideReason: null })
    await draw({ regenerate: true })
    expect(briefs[0]?.prompt).toBe('a young weaver')
  })

  test.each([
    { candidates: 0 },
    { candidates: 5 },
    { prompt: '' },
    { prompt: 'x'.repeat(4001) },
    { looks: true, prompt: 'x' },
  ])('an order of %j is refused', async (input) => {
    expect((await order(input)).body.code).toBe('invalid_request')
  })
})

test('with looks, an extraction draws those of main and supporting characters after their sheets', async () => {
  const id = await createProject(stack, zhNovel(3))
  const job = await ended(stack, (await startJob(stack, 'character_extraction', id, { looks: true })).id)
  expect(job.status).toBe('completed')
  const { body } = await stack.send('GET', `/api/projects/${id}/characters`)
  const drawn = body.items.filter(({ images }: { images: unknown[] }) => images.length > 0)
  expect(drawn.length).toBeGreaterThan(0)
  for (const { looks } of drawn) expect(looks).toMatchObject([{ name: wedding.name, images: [{ chosen: true }] }])
  expect(job.costUsd).toBeCloseTo(drawn.length * (prices.sheet + prices.edit), 9)
})
