import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ended, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { openSite, type Site } from './site.ts'
import { openTasks } from './tasks.ts'

/** How long a page that has nothing to do is watched. */
const idleMs = 10_000

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

test('nothing is polled: a page with a waiting job and an open drawer asks nothing, and holds one stream', async () => {
  const tab = await site.openTab('about:blank')
  const requests: string[] = []
  tab.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await site.worker.stop()
  const job = await startJob(site.stack, 'novel_split', projectId)
  await tab.goto(`/projects/${projectId}`)
  await tab.getByTestId('episode-row').first().waitFor()
  const drawer = await openTasks(tab)
  await drawer.getByTestId('job-row').getByText('等待 worker').waitFor()
  await tab.waitForLoadState('load')
  const before = requests.length
  await tab.waitForTimeout(idleMs)
  expect(requests.slice(before)).toEqual([])
  expect(requests.filter((path) => path === '/api/stream')).toHaveLength(1)
  await site.startWorker()
  await ended(site.stack, job.id)
})

test('both languages: by the browser at first, then as chosen, and by the keyboard alone', async () => {
  const tab = await site.openTab('/', { language: 'en' })
  await tab.getByRole('button', { name: 'Task Center' }).waitFor()
  expect(await tab.locator('html').getAttribute('lang')).toMatch(/^en/)
  await tab.getByTestId('task-center').focus()
  await tab.keyboard.press('Enter')
  const drawer = tab.getByTestId('task-drawer')
  await drawer.waitFor()
  const focused = drawer.locator(':focus')
  const reached = new Set<string | null>()
  for (let step = 0; step < 8; step++) {
    await tab.keyboard.press('Tab')
    // The focus stays in the drawer, and goes round.
    expect(await focused.count()).toBe(1)
    reached.add(await focused.evaluate((element) => element.outerHTML))
  }
  expect(reached.size).toBeGreaterThanOrEqual(5)
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
