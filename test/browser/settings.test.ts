import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type OpenAiServer, startOpenAiServer } from '../servers/openai/server.ts'
import { rulesWork } from '../servers/readers/rules-work.ts'
import { taskReader } from '../servers/readers/task-reader.ts'
import { newProject } from '../support/jobs.ts'
import { barriers, overflowOf } from './barriers.ts'
import { inTime, openSite, phone, type Site } from './site.ts'

const rightKey = 'sk-right-5a1e77'
const wrongKey = 'sk-wrong-90ff12'
const model = 'gpt-4.1-mini'

let site: Site
let server: OpenAiServer

beforeAll(async () => {
  server = await startOpenAiServer({ reader: taskReader(rulesWork), models: [model], key: rightKey })
  site = await openSite()
})
beforeEach(() => site.stack.database.sql`DELETE FROM settings`)
afterEach(() => site.closeTabs())
afterAll(async () => {
  await site.close()
  await server.close()
})

const save = (tab: Page) => tab.getByRole('button', { name: '保存', exact: true })

async function enterModel(tab: Page, key: string): Promise<void> {
  await tab.locator('input[name="text.provider"][value=openai]').check()
  await tab.getByLabel('模型', { exact: true }).fill(model)
  await tab.getByLabel('服务地址', { exact: true }).fill(server.baseUrl)
  await tab.getByLabel('文本服务的密钥', { exact: true }).fill(key)
}

async function saved(tab: Page): Promise<void> {
  await save(tab).click()
  await save(tab).waitFor({ state: 'detached' })
}

test('a model and its key are set; the key is never shown again, replaced, and removed once that is confirmed', async () => {
  const tab = await site.openTab('/')
  await tab.getByRole('link', { name: '设置' }).click()
  await enterModel(tab, rightKey)
  await saved(tab)
  const key = tab.getByTestId('key-text')
  await expect.poll(() => key.textContent(), inTime).toBe('已设置来自全局设置')
  expect(await tab.content()).not.toContain(rightKey)
  await tab.reload()
  await key.waitFor()
  expect(await tab.content()).not.toContain(rightKey)
  expect(await tab.getByLabel('模型', { exact: true }).inputValue()).toBe(model)

  await tab.getByRole('button', { name: '更换' }).click()
  expect(await tab.getByLabel('文本服务的密钥', { exact: true }).inputValue()).toBe('')
  await tab.getByRole('button', { name: '不更换' }).click()
  await tab.getByRole('button', { name: '移除' }).click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '取消' }).click()
  await key.waitFor()
  await tab.getByRole('button', { name: '移除' }).click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '移除' }).click()
  await key.waitFor({ state: 'detached' })
  const { body } = await site.stack.send('GET', '/api/settings')
  expect(body.effective.text).toMatchObject({ model, key: { isSet: false } })
})

test('the connection test tells a wrong key from the right one, on what is not saved', async () => {
  const tab = await site.openTab('/settings')
  await enterModel(tab, wrongKey)
  const area = tab.getByTestId('test-text')
  await area.getByRole('button', { name: '测试连接' }).click()
  const findings = area.getByTestId('findings')
  await findings.getByText('不接受该密钥').waitFor()
  expect(await findings.getAttribute('data-works')).toBe('false')
  // The bar with what is not saved lies over the lower edge of the page.
  const bottomOf = async (box: Locator) =>
    ((await box.boundingBox())?.y ?? 0) + ((await box.boundingBox())?.height ?? 0)
  const barTop = async () => (await save(tab).boundingBox())?.y ?? 0
  await expect.poll(async () => (await bottomOf(findings)) < (await barTop()), inTime).toBe(true)

  await tab.getByLabel('文本服务的密钥', { exact: true }).fill(rightKey)
  await area.getByText('测试之后有改动').waitFor()
  await area.getByRole('button', { name: '测试连接' }).click()
  await expect.poll(() => findings.getAttribute('data-works'), inTime).toBe('true')
  await findings.getByText('可以使用').waitFor()
  expect(await findings.innerHTML()).not.toContain(rightKey)
  const { body } = await site.stack.send('GET', '/api/settings')
  expect(body.effective.text.provider).toBe('offline')
})

test('a project inherits, differs in one value, and goes back to what it inherits', async () => {
  await site.stack.send('PATCH', '/api/settings', {
    json: { text: { provider: 'openai', model, baseUrl: server.baseUrl } },
  })
  const projectId = await newProject(site.stack)
  const tab = await site.openTab(`/projects/${projectId}`)
  await tab.getByRole('link', { name: '项目设置' }).click()
  const field = tab.getByLabel('模型', { exact: true })
  expect(await field.inputValue()).toBe('')
  expect(await field.getAttribute('placeholder')).toBe(model)
  await field.fill('another-model')
  await saved(tab)
  const reset = tab.getByRole('button', { name: '“模型”恢复沿用上一级' })
  await reset.click()
  await saved(tab)
  expect(await field.getAttribute('placeholder')).toBe(model)
  const { body } = await site.stack.send('GET', `/api/projects/${projectId}/settings`)
  expect(body.effective.from['text.model']).toBe('installation')
})

test('what is not saved is not left by mistake, and what is wrong is not saved', async () => {
  const tab = await site.openTab('/settings')
  await tab.getByRole('button', { name: 'DeepSeek' }).click()
  expect(await tab.getByLabel('服务地址', { exact: true }).inputValue()).toBe('https://api.deepseek.com/v1')
  await tab.getByRole('link', { name: 'Cineqo 首页' }).click()
  await tab.getByRole('alertdialog').getByRole('button', { name: '留下' }).click()
  expect(await tab.getByLabel('服务地址', { exact: true }).inputValue()).toBe('https://api.deepseek.com/v1')

  await tab.getByLabel('上下文长度', { exact: true }).fill('很大')
  await tab.getByText('请填 1024 到 10000000 之间的整数').waitFor()
  expect(await save(tab).isDisabled()).toBe(true)
  await tab.getByRole('button', { name: '放弃更改' }).click()
  await save(tab).waitFor({ state: 'detached' })
  await tab.getByRole('link', { name: 'Cineqo 首页' }).click()
  await tab
    .getByTestId('create-project')
    .or(tab.getByRole('heading', { name: '项目' }))
    .first()
    .waitFor()
})

test('settings that could not be asked for are said, and asked for again', async () => {
  const tab = await site.openTab('about:blank', { requestsFail: true })
  const refuse = (route: import('playwright-core').Route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"code":"internal"}' })
  await tab.route(/\/api\/settings$/, refuse)
  await tab.goto('/settings')
  await tab.getByRole('alert').getByText('加载失败').waitFor()
  expect(await tab.getByText('文本模型').count()).toBe(0)
  await tab.unroute(/\/api\/settings$/, refuse)
  await tab.getByRole('button', { name: '重试' }).click()
  await tab.getByRole('heading', { name: '文本模型' }).waitFor()
})

test.each(['light', 'dark'] as const)('nobody is kept out of the settings, on a phone either: %s', async (theme) => {
  const tab = await site.openTab('/settings', { theme, size: phone })
  await enterModel(tab, wrongKey)
  await tab.locator('input[name="image.provider"][value=fal]').check()
  await tab.getByLabel('上下文长度', { exact: true }).fill('x')
  await tab.getByRole('button', { name: '填写自己的价格' }).first().click()
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
  await tab.getByLabel('上下文长度', { exact: true }).fill('')
  await tab.getByTestId('test-text').getByRole('button', { name: '测试连接' }).click()
  await tab.getByTestId('findings').waitFor()
  expect(await barriers(tab)).toEqual([])
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
})
