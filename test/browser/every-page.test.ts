import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createProject, ended, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { barriers, overflowOf } from './barriers.ts'
import { openSite, phone, type Site } from './site.ts'

let site: Site
/** Every page, by its address and something that is there once it is loaded. */
let pages: { path: string; shows: string }[]
/** The address of the project that has everything. */
let project: string
let jobId: string

beforeAll(async () => {
  site = await openSite()
  const projectId = await createProject(site.stack, zhNovel(6))
  const { body: fresh } = await site.stack.send('POST', '/api/projects', { json: { name: '无'.repeat(200) } })
  jobId = (await startJob(site.stack, 'adaptation', projectId)).id
  expect((await ended(site.stack, jobId)).status).toBe('completed')
  const { body: cast } = await site.stack.send('GET', `/api/projects/${projectId}/characters`)
  project = `/projects/${projectId}`
  pages = [
    { path: '/', shows: '[data-testid=project-card] img' },
    { path: `/projects/${fresh.id}`, shows: '[data-testid=novel-text]' },
    { path: project, shows: '[data-testid=episode-row]' },
    { path: `${project}/episodes/1`, shows: '.script' },
    { path: `${project}/cast`, shows: '[data-testid=character-card] img' },
    { path: `${project}/cast/${cast.items[0].id}`, shows: '[data-testid=character-sheet] q' },
    { path: `${project}/novel`, shows: '[data-testid=chapter-row]' },
    { path: `${project}/novel/4`, shows: '[data-paragraph="3"]' },
    { path: `${project}?tasks=ended`, shows: '[data-testid=task-drawer] [data-testid=job-row]' },
    { path: '/settings', shows: 'main form' },
    { path: '/projects/none', shows: 'main h1' },
  ]
})
afterEach(() => site.closeTabs())
afterAll(() => site.close())

async function visit(tab: Page, { path, shows }: { path: string; shows: string }): Promise<void> {
  await tab.goto(path)
  await tab.locator(shows).first().waitFor()
  // What is on its way in, a sheet or its backdrop, is judged when it has come.
  await tab.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))
  })
}

test.each(['light', 'dark'] as const)('nobody is kept out of any page: %s', async (theme) => {
  const tab = await site.openTab('/', { theme, requestsFail: true })
  for (const page of pages) {
    await visit(tab, page)
    expect(await barriers(tab), page.path).toEqual([])
  }
})

test('no page is wider than a phone, and sheets fill it', async () => {
  const tab = await site.openTab('/', { size: phone, requestsFail: true })
  for (const page of pages) {
    await visit(tab, page)
    expect(await overflowOf(tab), page.path).toBeLessThanOrEqual(0)
    const sheet = tab.getByRole('dialog')
    if (await sheet.count()) {
      const free = await tab.evaluate(() => window.innerWidth - document.documentElement.clientWidth)
      expect((await sheet.boundingBox())?.width, page.path).toBeGreaterThanOrEqual(phone.width - free - 15)
    }
  }
})

test('what could not be asked is said, and never shown as nothing', async () => {
  const lists = pages.filter(({ path }) => path === '/' || path.startsWith(project))
  await Promise.all(
    lists.map(async ({ path }) => {
      const tab = await site.openTab('about:blank', { requestsFail: true })
      // Projects can be asked for, what is in them can't.
      await tab.route(/\/api\/(projects(\?.*)?$|jobs|.*\/(episodes|characters|chapters)$)/, (route) =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"internal"}' }),
      )
      await tab.goto(path)
      await tab.getByRole('alert').getByText('加载失败').first().waitFor()
      expect(await tab.getByText(/还没有|没有这个|没有这一|从一部小说开始/).count(), path).toBe(0)
    }),
  )
})

test('a task with more parts than a page of the list holds is still listed', async () => {
  await site.stack.database.sql`
    INSERT INTO job
    SELECT copy.* FROM job part, generate_series(1, 40) AS number,
      jsonb_populate_record(part, jsonb_build_object('id', gen_random_uuid(), 'parent_key', number, 'workflow_id', 'copy/' || number)) AS copy
    WHERE part.parent_id = ${jobId} AND part.type = 'novel_split'`
  const tab = await site.openTab(`${project}?tasks=ended`)
  await tab.locator(`[data-testid=task-drawer] [data-job-id="${jobId}"]`).waitFor()
})
