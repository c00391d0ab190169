import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createProject, getJob, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { until } from '../support/stack.ts'
import { inTime, openSite, type Site } from './site.ts'
import { followPercents, followToasts, jobRow, openTasks, percentsOf, toastsOf } from './tasks.ts'

/** Long enough that a test can meet the job in mid-run. */
const longNovel = zhNovel(120, 6)

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterEach(() => site.closeTabs())
afterAll(() => site.close())

test('a job cancelled from the drawer is asked about first, keeps what is finished, and goes on from there', async () => {
  const projectId = await createProject(site.stack, longNovel)
  const tab = await site.openTab(`/projects/${projectId}`)
  const { id } = await startJob(site.stack, 'novel_split', projectId)
  await openTasks(tab)
  const running = jobRow(tab, 'processing')
  await running.getByText(/编写剧本 · [1-9]/).waitFor()

  await running.getByRole('button', { name: '取消任务' }).click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '继续运行' }).click()
  expect((await getJob(site.stack, id)).cancelRequested).toBe(false)
  await running.getByRole('button', { name: '取消任务' }).click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '取消任务' }).click()
  await running.waitFor({ state: 'detached' })
  expect((await getJob(site.stack, id)).status).toBe('cancelled')

  await tab.getByTestId('task-drawer').getByRole('button', { name: '已结束' }).click()
  await jobRow(tab, 'cancelled').getByRole('button', { name: '继续', exact: true }).click()
  await jobRow(tab, 'completed').waitFor()
  expect(await getJob(site.stack, id)).toMatchObject({ status: 'completed', progress: 100, runs: 2 })
})

test('failed items are shown with their reason and retried from the drawer, and the job becomes completed', async () => {
  const pictures = join(site.stack.storageDirectory, 'images')
  await mkdir(site.stack.storageDirectory, { recursive: true })
  await rename(pictures, `${pictures}.away`).catch(() => {})
  // A file where the folder should be: no picture can be stored, as on a broken disk.
  await writeFile(pictures, 'in the way')
  const projectId = await createProject(site.stack, zhNovel(4))
  const tab = await site.openTab(`/projects/${projectId}`)
  await followToasts(tab)
  const { id } = await startJob(site.stack, 'adaptation', projectId)
  await openTasks(tab, 'failed')
  const row = jobRow(tab, 'completed_with_failures')
  await row.waitFor()
  await row.getByRole('button', { name: /^展开/ }).first().click()
  await row.locator('[data-status=completed_with_failures]').getByRole('button', { name: /^展开/ }).click()
  const failedItem = row.locator('[data-testid=item-row][data-status=failed]').first()
  await failedItem.locator('code').waitFor()
  expect(await failedItem.textContent()).toMatch(/失败.*[a-z]+_[a-z]+$/)

  await rm(pictures)
  await row.getByRole('button', { name: '重试失败项' }).first().click()
  await until('the end', async () => (await getJob(site.stack, id)).status === 'completed')
  await row.waitFor({ state: 'detached' })
  await tab.getByTestId('task-drawer').getByRole('button', { name: '已结束' }).click()
  await jobRow(tab, 'completed').first().waitFor()
  await expect
    .poll(() => toastsOf(tab), inTime)
    .toEqual([expect.stringContaining('有失败项'), expect.stringMatching(/^改编小说完成(?!，有失败)/)])
})

test('progress and the toast come by the stream alone: every other request of the page is refused', async () => {
  const projectId = await createProject(site.stack, longNovel)
  const tab = await site.openTab(`/projects/${projectId}`, { requestsFail: true })
  await tab.getByTestId('start-adaptation').waitFor()
  await followToasts(tab)
  await openTasks(tab)
  await tab.route(/\/api\/(?!stream)/, (route) => route.abort())
  await startJob(site.stack, 'novel_split', projectId)
  await jobRow(tab, 'processing').waitFor()
  await followPercents(tab)
  await jobRow(tab, 'processing').waitFor({ state: 'detached', timeout: 40_000 })
  const percents = await percentsOf(tab)
  expect(new Set(percents).size, `percents seen: ${percents}`).toBeGreaterThanOrEqual(3)
  await expect.poll(() => toastsOf(tab), inTime).toEqual([expect.stringMatching(/^拆分剧集完成/)])
})

test('while the API is away the page says so; it comes back by itself, with what happened meanwhile', async () => {
  const projectId = await createProject(site.stack, longNovel)
  const tab = await site.openTab(`/projects/${projectId}`, { requestsFail: true })
  await followToasts(tab)
  await startJob(site.stack, 'novel_split', projectId)
  await tab.getByTestId('task-count').waitFor()
  await site.stack.stopApi()
  const notice = tab.getByText('连接中断，正在重连')
  await notice.waitFor()
  await until(
    'the end of the job',
    async () => {
      const [row] = await site.stack.database.sql`
      SELECT status FROM job WHERE project_id = ${projectId} AND status = 'completed'`
      return row
    },
    40_000,
  )
  // The page can't know yet.
  expect(await tab.getByTestId('task-count').isVisible()).toBe(true)
  await site.stack.startApi()
  await notice.waitFor({ state: 'detached' })
  await tab.getByTestId('task-count').waitFor({ state: 'detached' })
  await tab.locator('[data-testid=episode-row][data-written=true]').first().waitFor()
  expect(await tab.locator('[data-testid=episode-row][data-written=false]').count()).toBe(0)
  await expect.poll(() => toastsOf(tab), inTime).toEqual([expect.stringMatching(/^拆分剧集完成/)])
})
