import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ended, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { openSite, phone, type Site } from './site.ts'
import { openTasks } from './tasks.ts'

/** How long a page that has nothing to do is watched. */
const idleMs = 6000
const scrollBarWidth = 15

let site: Site
let projectId: string

beforeAll(async () => {
  site = await openSite()
  const { body: project } = await site.stack.send('POST', '/api/projects', { json: { name: '安静', language: 'zh' } })
  projectId = project.id
  await site.stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: zhNovel(6) } })
  const { id } = await startJob(site.stack, 'adaptation', projectId)
  expect((await ended(site.stack, id)).status).toBe('completed')
})
afterEach(() => site.closeTabs())
afterAll(() => site.close())

/** How far the page is wider than the window, in pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('an idle page asks nothing: it holds one stream', async () => {
  const tab = await site.openTab('/')
  const streams: string[] = []
  tab.on('request', (request) => {
    if (request.url().endsWith('/api/stream')) streams.push(request.url())
  })
  await tab.getByTestId('project-card').first().click()
  await tab.getByTestId('episode-row').first().waitFor()
  await openTasks(tab)
  await tab.waitForLoadState('load')
  const requests: string[] = []
  tab.on('request', (request) => requests.push(request.url()))
  await tab.waitForTimeout(idleMs)
  expect(requests).toEqual([])
  // One serves every page of the tab. Its request may have left before this test listened.
  expect(streams.length).toBeLessThanOrEqual(1)
})

test('no page is wider than a phone, and the Task Center fills it', async () => {
  const tab = await site.openTab('/', { size: phone })
  await tab.getByTestId('project-card').first().waitFor()
  expect(await overflow(tab)).toBeLessThanOrEqual(0)
  await tab.goto(`/projects/${projectId}`)
  await tab.getByTestId('episode-row').first().waitFor()
  expect(await overflow(tab)).toBeLessThanOrEqual(0)
  await tab.getByRole('link', { name: /^角色/ }).click()
  await tab.getByTestId('character-card').first().waitFor()
  expect(await overflow(tab)).toBeLessThanOrEqual(0)
  const drawer = await openTasks(tab)
  // The gutter of a desktop browser's scroll bar may stay free; a phone has none.
  expect((await drawer.boundingBox())?.width).toBeGreaterThanOrEqual(phone.width - scrollBarWidth)
})

test('both languages: by the browser at first, then as chosen, and by the keyboard alone', async () => {
  const tab = await site.openTab('/', { language: 'en' })
  await tab.getByRole('button', { name: 'Task Center' }).waitFor()
  expect(await tab.locator('html').getAttribute('lang')).toMatch(/^en/)
  await tab.getByTestId('task-center').focus()
  await tab.keyboard.press('Enter')
  await tab.getByTestId('task-drawer').waitFor()
  await tab.keyboard.press('Escape')
  await tab.getByTestId('task-drawer').waitFor({ state: 'detached' })
  await expect
    .poll(() => tab.getByTestId('task-center').evaluate((button) => button === document.activeElement), {
      timeout: 20_000,
    })
    .toBe(true)
  await tab.getByRole('button', { name: /语言/ }).click()
  await tab.getByRole('button', { name: '任务中心' }).waitFor()
  await tab.reload()
  await tab.getByRole('button', { name: '任务中心' }).waitFor()
  expect(await tab.locator('html').getAttribute('lang')).toMatch(/^zh/)
})
