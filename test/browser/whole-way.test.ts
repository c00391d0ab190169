import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { getJob, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { until } from '../support/stack.ts'
import { inTime, openSite, type Site } from './site.ts'
import { followPercents, followToasts, jobRow, openTasks, percentsOf, toastsOf } from './tasks.ts'

/** What toasts about an adaptation begin with. */
const jobName = '改编小说'
let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterEach(() => site.closeTabs())
afterAll(() => site.close())

test('a person takes a novel from file to pictures, sees every step without reloading, and is told once', async () => {
  const tab = await site.openTab('/')
  await tab.getByTestId('create-project').click()
  await tab.getByLabel('项目名称').fill('桥上的人')
  await tab.getByRole('button', { name: '创建', exact: true }).click()
  await tab
    .getByTestId('novel-file')
    .setInputFiles({ name: '桥上的人.txt', mimeType: 'text/plain', buffer: Buffer.from(zhNovel(120, 6)) })
  const second = await site.openTab('/', { beside: tab })
  await followToasts(tab)
  await followToasts(second)

  await tab.getByTestId('start-adaptation').click()
  await tab.getByTestId('task-count').waitFor()
  await openTasks(tab)
  await jobRow(tab, 'processing').waitFor()
  await followPercents(tab)
  // Each tab shows in its own way that nothing runs any more.
  for (const page of [tab, second]) await page.getByTestId('task-count').waitFor({ state: 'detached', timeout: 40_000 })

  const percents = await percentsOf(tab)
  expect(new Set(percents).size, `percents seen: ${percents}`).toBeGreaterThanOrEqual(3)
  expect(percents).toEqual([...percents].sort((a, b) => a - b))
  const told = async () => [...(await toastsOf(tab)), ...(await toastsOf(second))]
  await expect
    .poll(async () => (await told()).filter((toast) => toast.startsWith(jobName)), inTime)
    .toEqual([expect.stringMatching(/^改编小说完成/)])

  await tab.keyboard.press('Escape')
  await expect.poll(() => tab.getByTestId('episode-row').count(), inTime).toBeGreaterThan(1)
  expect(await tab.locator('[data-testid=episode-row][data-written=false]').count()).toBe(0)
  expect(await tab.getByTestId('coverage').getAttribute('data-complete')).toBe('true')
  await tab.getByRole('link', { name: /^角色/ }).click()
  const pictures = tab.locator('[data-testid=character-card] img')
  await pictures.first().waitFor()
  expect(await pictures.count()).toBeGreaterThanOrEqual(3)
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), inTime)
      .toBeGreaterThan(0)
  }
})

test('a worker killed with SIGKILL in mid-run and started again: the page goes on to the end, and nothing is there twice', async () => {
  const { body: project } = await site.stack.send('POST', '/api/projects', { json: { name: '重来', language: 'zh' } })
  await site.stack.send('PUT', `/api/projects/${project.id}/novel`, { json: { content: zhNovel(120, 6) } })
  const tab = await site.openTab(`/projects/${project.id}`)
  await followToasts(tab)
  const { id } = await startJob(site.stack, 'adaptation', project.id)
  await expect
    .poll(async () => Number(await tab.getByRole('progressbar').first().getAttribute('aria-valuenow')), inTime)
    .toBeGreaterThan(15)
  await site.worker.kill()
  await site.startWorker()
  await tab.getByTestId('task-count').waitFor({ state: 'detached', timeout: 40_000 })

  expect((await getJob(site.stack, id)).status).toBe('completed')
  await expect.poll(() => toastsOf(tab), inTime).toEqual([expect.stringMatching(/^改编小说完成/)])
  const numbers = await tab.getByTestId('episode-row').locator('h2 .sr-only').allTextContents()
  expect(numbers.length).toBeGreaterThan(1)
  expect(numbers.map((text) => text.trim())).toEqual(numbers.map((_, index) => `第 ${index + 1} 集`))
  await tab.getByRole('link', { name: /^角色/ }).click()
  const cards = tab.getByTestId('character-card')
  await cards.first().waitFor()
  const names = await cards.getByRole('heading').allTextContents()
  expect(new Set(names).size).toBe(names.length)
  const drawn = await cards.evaluateAll((all) => all.map((card) => Number(card.getAttribute('data-images'))))
  expect(Math.max(...drawn)).toBe(1)
})

test('a job of a novel without episodes ends before the page opens: it is not told', async () => {
  const { body: project } = await site.stack.send('POST', '/api/projects', { json: { name: '旧事', language: 'zh' } })
  await site.stack.send('PUT', `/api/projects/${project.id}/novel`, { json: { content: zhNovel(3) } })
  const { id } = await startJob(site.stack, 'novel_split', project.id)
  await until('the end', async () => (await getJob(site.stack, id)).status === 'completed')
  const tab = await site.openTab('/', {})
  await followToasts(tab)
  await openTasks(tab, 'ended')
  await jobRow(tab, 'completed').first().waitFor()
  expect(await toastsOf(tab)).toEqual([])
})
