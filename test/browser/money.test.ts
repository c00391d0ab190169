import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Job } from '../../src/contracts/job.ts'
import { listedPrice } from '../../src/providers/prices.ts'
import { type OpenAiServer, startOpenAiServer } from '../servers/openai/server.ts'
import { rulesWork } from '../servers/readers/rules-work.ts'
import { taskReader } from '../servers/readers/task-reader.ts'
import { createProject, ended, getJob, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { barriers, overflowOf } from './barriers.ts'
import { inTime, openSite, phone, type Site } from './site.ts'
import { jobRow, openTasks } from './tasks.ts'

const model = 'gpt-4.1-mini'

let site: Site
let server: OpenAiServer

beforeAll(async () => {
  server = await startOpenAiServer({ reader: taskReader(rulesWork), prices: { [model]: listedPrice(model) ?? {} } })
  site = await openSite()
})
afterEach(() => site.closeTabs())
afterAll(async () => {
  await site.close()
  await server.close()
})

function useModel(name = model) {
  return site.stack.send('PATCH', '/api/settings', {
    json: { text: { provider: 'openai', model: name, baseUrl: server.baseUrl }, keys: { text: 'sk-test' } },
  })
}

const dollars = (text: string | null) => Number((text ?? '').replace(/[^\d.]/g, ''))

test('offline work is said to be free, and nothing is asked about money', async () => {
  await site.stack.database.sql`DELETE FROM settings`
  const tab = await site.openTab(`/projects/${await createProject(site.stack, zhNovel(4))}`)
  await tab.getByText('不产生费用').waitFor()
  expect(await tab.getByTestId('cost-estimate').count()).toBe(0)
  expect(await tab.getByLabel('任务预算（美元）').count()).toBe(0)
  expect(await tab.getByTestId('project-spending').count()).toBe(0)
})

test('what a job would cost follows its options, and a price that nobody knows is said', async () => {
  await useModel()
  const projectId = await createProject(site.stack, zhNovel(8))
  const tab = await site.openTab(`/projects/${projectId}`)
  const total = tab.getByTestId('estimate-total')
  await total.waitFor()
  const before = dollars(await total.textContent())
  expect(before).toBeGreaterThan(0)
  await tab.locator('input[name=mode][value=chapters]').check()
  await expect.poll(async () => dollars(await total.textContent()), inTime).not.toBe(before)
  await tab.getByTestId('cost-estimate').getByRole('button').click()
  await tab.getByRole('row', { name: /编写剧本.*gpt-4\.1-mini/ }).waitFor()
  expect(await barriers(tab)).toEqual([])

  await useModel('nobody-knows-it')
  await tab.reload()
  await tab.getByText('nobody-knows-it 的价格未知').waitFor()
  expect(await total.count()).toBe(0)
})

test('the estimate is of what would be started: a part costs less than all, and is what is asked for', async () => {
  await useModel()
  const projectId = await createProject(site.stack, zhNovel(8))
  const tab = await site.openTab(`/projects/${projectId}`, { language: 'en', size: phone })
  const total = tab.getByTestId('estimate-total')
  const shown: number[] = []
  for (const [scope, step] of [
    ['adaptation', null],
    ['novel_split', /Finding boundaries/],
    ['character_extraction', /Finding the cast/],
  ] as const) {
    await tab.locator(`input[name=scope][value=${scope}]`).check()
    await expect.poll(async () => shown.includes(dollars(await total.textContent())), inTime).toBe(false)
    shown.push(dollars(await total.textContent()))
    if (step === null) await tab.getByTestId('cost-estimate').getByRole('button').click()
    else await expect.poll(() => tab.getByRole('row').nth(1).textContent(), inTime).toMatch(step)
  }
  const [all = 0, split = 0, cast = 0] = shown
  expect(split + cast).toBeCloseTo(all, 2)
  expect(await tab.getByLabel('Minutes per episode').count()).toBe(0)
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)

  await tab.getByRole('button', { name: 'Extract the cast' }).click()
  await tab.getByTestId('task-count').waitFor()
  const { body } = await site.stack.send('GET', `/api/jobs?projectId=${projectId}&parentId=none`)
  expect(body.items.map(({ type }: Job) => type)).toEqual(['character_extraction'])
})

test('what a job cost never looks whole where the price of a model is not known, and is told to whoever hears it', async () => {
  await useModel('nobody-knows-it')
  const projectId = await createProject(site.stack, zhNovel(4))
  const { id } = await startJob(site.stack, 'novel_split', projectId)
  const { unpricedCalls, costUsd } = await ended(site.stack, id)
  expect({ unpricedCalls, costUsd }).toEqual({ unpricedCalls: expect.any(Number), costUsd: 0 })
  expect(unpricedCalls).toBeGreaterThan(1)
  for (const [language, words] of [
    ['zh', `费用 另有 ${unpricedCalls} 次调用价格未知`],
    ['en', `Cost + ${unpricedCalls} calls without a known price`],
  ] as const) {
    const tab = await site.openTab('/?tasks=ended', { language, size: phone })
    const cost = tab.getByTestId('task-drawer').locator(`[data-job-id="${id}"]`).getByTestId('job-cost')
    expect(await cost.textContent()).toBe(words)
    expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  }
})

test.each([
  ['its own budget', 'job'],
  ['the budget of its project', 'project'],
] as const)('a job that %s pauses says what is missing, is raised, and finishes', async (_words, kind) => {
  await useModel()
  const projectId = await createProject(site.stack, zhNovel(12))
  const tab = await site.openTab(`/projects/${projectId}`, { size: phone })
  const total = tab.getByTestId('estimate-total')
  await total.waitFor()
  const half = String(Number((dollars(await total.textContent()) / 2).toPrecision(2)))
  if (kind === 'job') {
    await tab.getByLabel('任务预算（美元）').fill('很多')
    await tab.getByTestId('start-adaptation').click()
    await tab.getByText('请填不小于 0 的金额').waitFor()
    await tab.getByLabel('任务预算（美元）').fill(half)
  } else {
    await tab.getByRole('button', { name: '设置项目预算' }).click()
    await tab.getByRole('dialog').getByLabel('预算（美元）').fill(half)
    await tab.getByRole('button', { name: '保存预算' }).click()
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await tab.getByTestId('start-adaptation').click()

  const banner = tab.locator('main').getByTestId('budget-banner')
  await banner.getByText(kind === 'job' ? /任务预算 \$/ : /项目预算 \$/).waitFor()
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  await openTasks(tab)
  const inDrawer = jobRow(tab, 'processing').getByTestId('budget-banner')
  // A job that is done leaves the list of those that run.
  const jobId = await jobRow(tab, 'processing').getAttribute('data-job-id')
  await inDrawer.getByRole('button', { name: '提高预算' }).click()
  const dialog = tab.getByRole('dialog', { name: kind === 'job' ? '任务预算' : '项目预算' })
  const amount = dialog.getByLabel('预算（美元）')
  expect(Number(await amount.inputValue())).toBeGreaterThan(Number(half))
  expect(await barriers(tab)).toEqual([])
  await amount.fill('50')
  await dialog.getByRole('button', { name: '提高并继续' }).click()
  await inDrawer.waitFor({ state: 'detached' })

  const done = await ended(site.stack, jobId ?? '', 60_000)
  expect(done.status).toBe('completed')
  await tab.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
  const { spending } = await getJob(site.stack, done.id)
  await expect
    .poll(async () => dollars((await tab.getByTestId('project-spending').textContent())?.split('/')[0] ?? null), inTime)
    .toBeCloseTo(spending.spentUsd, 3)
})

test('among many jobs, those that wait for money are counted and found, by the keyboard and by the address', async () => {
  await useModel()
  const ids: string[] = []
  for (const _ of [1, 2]) {
    const projectId = await createProject(site.stack, zhNovel(4))
    const json = { type: 'novel_split', projectId, budgetUsd: 0.000001 }
    ids.push((await site.stack.send('POST', '/api/jobs', { json })).body.id)
  }
  const tab = await site.openTab('/', { language: 'en', theme: 'dark', size: phone })
  const drawer = await openTasks(tab)
  const rows = jobRow(tab, 'processing')
  const paused = drawer.getByRole('button', { name: '2 tasks wait for money' })
  await paused.focus()
  await tab.keyboard.press('Enter')
  expect(new URL(tab.url()).searchParams.get('waiting')).toBe('budget')
  expect(await paused.getAttribute('aria-pressed')).toBe('true')
  expect(await rows.count()).toBe(2)
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)

  await drawer.getByLabel('Waiting for').selectOption('retrying')
  await drawer.getByText('No task matches the filters').waitFor()
  await tab.goto('/?tasks=live&waiting=budget')
  await expect.poll(() => rows.count(), inTime).toBe(2)
  await site.stack.send('PUT', `/api/jobs/${ids[0]}/budget`, { json: { budgetUsd: 5 } })
  await drawer.getByRole('button', { name: '1 task waits for money' }).waitFor()
  await expect.poll(() => rows.count(), inTime).toBe(1)
  for (const id of ids) await site.stack.send('POST', `/api/jobs/${id}/cancel`)
  for (const id of ids) await ended(site.stack, id)
})
