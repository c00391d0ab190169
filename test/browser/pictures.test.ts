import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Image } from '../../src/contracts/entities.ts'
import { CineqoError } from '../../src/contracts/errors.ts'
import { noUsage } from '../../src/contracts/money.ts'
import { createOfflineAnalyst } from '../../src/providers/offline/analyst.ts'
import { createOfflinePainter } from '../../src/providers/offline/painter.ts'
import type { Painter, PortraitBrief } from '../../src/providers/painter.ts'
import { startInProcessWorker } from '../support/in-process-worker.ts'
import { createProject, ended, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { barriers, overflowOf } from './barriers.ts'
import { inTime, openSite, phone, type Site } from './site.ts'

const wedding = { name: '嫁衣', prompt: 'a red wedding robe', appearance: '一身大红嫁衣', startParagraph: 3 }
const model = 'test/painter'
const usdPerImage = 0.04

let site: Site
let stopWorker: () => Promise<void>
/** A character without a picture: the address of its sheet. */
let sheet: string
let characterId: string
let briefs: PortraitBrief[]
let refuses: boolean

function painter(): Painter {
  const offline = createOfflinePainter()
  return {
    ...offline,
    provider: 'fal',
    model,
    editModel: model,
    lane: 'image:test',
    billable: true,
    most: { ...noUsage, images: 1 },
    async submit(brief, call) {
      if (refuses) throw new CineqoError('provider_refused', { provider: 'fal', detail: 'nudity' })
      briefs.push(brief)
      return offline.submit(brief, call)
    },
    collect: async (request, call) => ({
      ...(await offline.collect(request, call)),
      usage: { ...noUsage, images: 1 },
    }),
  }
}

beforeAll(async () => {
  site = await openSite()
  await site.worker.stop()
  const offline = createOfflineAnalyst()
  stopWorker = await startInProcessWorker(site.stack, {
    painter: painter(),
    priceOf: () => ({ usdPerImage, source: 'settings', date: '2026-11-24' }),
    analyst: {
      ...offline,
      async describeCharacter(facts, call) {
        const { value, origin } = await offline.describeCharacter(facts, call)
        return {
          origin,
          value: { ...value, appearance: '瘦高，左眉有疤。', invented: ['左眉有疤', '灰布长衫'], looks: [wedding] },
        }
      },
    },
  })
})
beforeEach(async () => {
  briefs = []
  refuses = false
  const projectId = await createProject(site.stack, zhNovel(3))
  await site.stack.send('PATCH', `/api/projects/${projectId}/settings`, {
    json: { image: { provider: 'fal', model }, keys: { image: 'a-key' }, prices: { [model]: { usdPerImage } } },
  })
  await ended(site.stack, (await startJob(site.stack, 'character_extraction', projectId, { images: false })).id)
  const { body } = await site.stack.send('GET', `/api/projects/${projectId}/characters`)
  characterId = body.items[0].id
  sheet = `/projects/${projectId}/cast/${characterId}`
})
afterEach(() => site.closeTabs())
afterAll(async () => {
  await stopWorker()
  await site.close()
})

const character = async () => (await site.stack.send('GET', `/api/characters/${characterId}`)).body

test('pictures are drawn at a price that was said before, and one of them is chosen, which can be taken back', async () => {
  const tab = await site.openTab(sheet)
  const ofSheet = tab.locator('[data-testid=pictures][data-look=sheet]')
  await ofSheet.getByTestId('draw-character').click()
  const dialog = tab.getByTestId('draw-dialog')
  await dialog.getByRole('radio', { name: '3' }).check()
  await dialog
    .getByTestId('picture-price')
    .getByText(/绘制，每张 .*0\.04，共 .*0\.12/)
    .waitFor()
  expect(await barriers(tab)).toEqual([])
  expect(briefs).toHaveLength(0)
  await dialog.getByTestId('draw-submit').click()
  const candidates = ofSheet.getByTestId('candidate')
  await expect.poll(() => candidates.count(), inTime).toBe(3)
  expect(briefs.map(({ promptByHand }) => promptByHand)).toEqual([null, null, null])

  const before = (await character()).images[0].id
  await candidates.nth(1).click()
  await ofSheet.getByTestId('choose-image').click()
  await expect.poll(async () => (await character()).images[0].id, inTime).not.toBe(before)
  await tab.getByRole('button', { name: '撤销' }).click()
  await expect.poll(async () => (await character()).images[0].id, inTime).toBe(before)
  expect(await barriers(tab)).toEqual([])
})

test('a picture is drawn again by changed words; lists show thumbnails', async () => {
  const tab = await site.openTab(sheet, { language: 'en', theme: 'dark' })
  const ofSheet = tab.locator('[data-testid=pictures][data-look=sheet]')
  const dialog = tab.getByTestId('draw-dialog')
  await ofSheet.getByTestId('draw-character').click()
  await dialog.getByTestId('draw-submit').click()
  await ofSheet.getByText('In use').waitFor()
  await ofSheet.getByText('How it was drawn').click()
  await ofSheet.getByTestId('draw-character').click()
  const words = dialog.getByRole('textbox', { name: 'Prompt' })
  expect(await words.inputValue()).toBe((await character()).images[0].prompt)
  await words.fill('an old woman with a lantern')
  await dialog.getByTestId('draw-submit').click()
  await expect.poll(() => ofSheet.getByTestId('candidate').count(), inTime).toBe(2)
  expect(briefs.at(-1)?.promptByHand).toBe('an old woman with a lantern')
  await tab.keyboard.press('Escape')
  const shown = tab.locator(`[data-character-id="${characterId}"] img`)
  expect(await shown.getAttribute('src')).toMatch(/\/thumbnail$/)
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth), inTime).toBeGreaterThan(0)
})

test('a look waits for the sheet and says so; with the sheet it is drawn from it', async () => {
  const tab = await site.openTab(sheet, { size: phone })
  const look = tab.getByTestId('look')
  await look.getByText('先绘制角色图片').waitFor()
  expect(await look.getByTestId('draw-character').isDisabled()).toBe(true)
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  await ended(
    site.stack,
    (await startJob(site.stack, 'character_image_generation', (await character()).projectId, { characterId })).id,
  )
  await look.getByTestId('draw-character').click()
  await tab.getByTestId('draw-dialog').getByTestId('draw-submit').click()
  await look.locator('img').first().waitFor()
  expect(briefs.at(-1)?.look?.name).toBe(wedding.name)
  expect(briefs.at(-1)?.reference).not.toBeNull()
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  await look.scrollIntoViewIfNeeded()
})

test('pictures of several are drawn once their price was said, within a budget, and those who have one are left', async () => {
  const { projectId } = await character()
  await ended(site.stack, (await startJob(site.stack, 'character_image_generation', projectId, { characterId })).id)
  briefs = []
  const tab = await site.openTab(`/projects/${projectId}/cast`, { size: phone })
  const cards = tab.getByTestId('character-card')
  await cards.first().waitFor()
  await cards.first().getByRole('checkbox').check()
  await tab.getByRole('button', { name: '全选' }).click()
  const lacking = (await cards.count()) - 1
  await tab.getByTestId('draw-selected').click()
  const dialog = tab.getByRole('dialog', { name: `绘制 ${lacking} 个角色` })
  await dialog.getByText('另外选中的 1 个已有图片，不重画。').waitFor()
  const total = dialog.getByTestId('estimate-total')
  expect(Number((await total.textContent())?.replace(/[^\d.]/g, ''))).toBeCloseTo(lacking * usdPerImage, 2)
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  expect(briefs).toHaveLength(0)
  await dialog.getByLabel('任务预算（美元）').fill('9')
  await tab.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => briefs.length, inTime).toBe(lacking)
  const { body } = await site.stack.send('GET', '/api/jobs?type=batch_image_generation')
  expect((await ended(site.stack, body.items[0].id)).spending.budgetUsd).toBe(9)
})

test('a look costs what the model costs that changes pictures, and that nobody knows its price is said', async () => {
  const { projectId } = await character()
  await ended(site.stack, (await startJob(site.stack, 'character_image_generation', projectId, { characterId })).id)
  const json = { image: { editModel: 'test/editor' } }
  await site.stack.send('PATCH', `/api/projects/${projectId}/settings`, { json })
  const tab = await site.openTab(sheet, { language: 'en' })
  await tab.getByTestId('look').getByTestId('draw-character').click()
  const price = tab.getByTestId('picture-price')
  await price.getByText('Drawn by test/editor. Its price is not known').waitFor()
  await tab.getByRole('button', { name: 'Close' }).last().click()
  await site.stack.send('PATCH', `/api/projects/${projectId}/settings`, {
    json: { prices: { 'test/editor': { usdPerImage: 0.07 } } },
  })
  await tab.reload()
  await tab.getByTestId('look').getByTestId('draw-character').click()
  await price.getByText(/Drawn by test\/editor, .*0\.07 a picture/).waitFor()
})

test('a picture is deleted once it was said what takes its place, and the choice stays right', async () => {
  const { projectId } = await character()
  const input = { characterId, candidates: 3 }
  await ended(site.stack, (await startJob(site.stack, 'character_image_generation', projectId, input)).id)
  const [chosen, newest, oldest] = (await character()).images
  const tab = await site.openTab(sheet, { size: phone })
  const ofSheet = tab.locator('[data-testid=pictures][data-look=sheet]')
  const candidates = ofSheet.getByTestId('candidate')
  const question = tab.getByRole('alertdialog')
  const shownSrc = () => ofSheet.locator('img').first().getAttribute('src')
  await candidates.nth(2).click()
  expect(await shownSrc()).toContain(oldest.id)
  await ofSheet.getByRole('button', { name: '删除这张图片' }).click()
  await question.getByRole('button', { name: '取消' }).click()
  await ofSheet.getByRole('button', { name: '删除这张图片' }).press('Enter')
  await question.getByText('删除后无法恢复。', { exact: true }).waitFor()
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  await question.getByRole('button', { name: '删除' }).click()
  await expect.poll(() => candidates.count(), inTime).toBe(2)
  expect((await character()).images.map(({ id }: Image) => id)).toEqual([chosen.id, newest.id])

  await ofSheet.getByRole('button', { name: '删除这张图片' }).click()
  await question.getByText('改用其余图片中最新的一张').waitFor()
  await question.getByRole('button', { name: '删除' }).click()
  await tab.getByText('图片已删除，改用其余图片中最新的一张').waitFor()
  await expect.poll(shownSrc, inTime).toContain(newest.id)
  await ofSheet.getByText('当前使用').waitFor()
  expect((await character()).images).toMatchObject([{ id: newest.id, chosen: true }])

  await ofSheet.getByRole('button', { name: '删除这张图片' }).click()
  await question.getByText('没有它就不能再画造型').waitFor()
  await question.getByRole('button', { name: '删除' }).click()
  await tab.getByText('图片已删除，没有其他图片').waitFor()
  await ofSheet.locator('img').first().waitFor({ state: 'detached' })
  expect(await tab.getByTestId('look').getByTestId('draw-character').isDisabled()).toBe(true)
  expect((await character()).images).toEqual([])
})

test('what was invented is marked, in the appearance or beside it', async () => {
  const tab = await site.openTab(sheet)
  const appearance = tab.getByTestId('appearance')
  await appearance.waitFor()
  expect(await appearance.locator('mark').allTextContents()).toEqual(['左眉有疤 (补充)'])
  expect(await appearance.getByText('灰布长衫').count()).toBe(1)
})

test('a picture that the provider refuses is told in the words of its error', async () => {
  refuses = true
  const tab = await site.openTab(sheet)
  await tab.locator('[data-look=sheet]').getByTestId('draw-character').click()
  await tab.getByTestId('draw-dialog').getByTestId('draw-submit').click()
  await tab.getByTestId('drawing-failed').getByText('provider_refused').waitFor()
})
