import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CallContext } from '../../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../../src/providers/offline/analyst.ts'
import { startInProcessWorker } from '../support/in-process-worker.ts'
import { createProject, ended, startJob } from '../support/jobs.ts'
import { zhNovel } from '../support/novels.ts'
import { barriers, overflowOf } from './barriers.ts'
import { inTime, openSite, phone, type Site } from './site.ts'
import { jobRow, openTasks } from './tasks.ts'

/** Said of the second episode: the rules had to write it. */
const reason = 'the answer was no JSON'
/** Different for each episode: of several who speak at one time, one is heard. */
const sayAgainMs = (episodeNumber: number) => 300 + 110 * episodeNumber

let site: Site
let stopWorker: () => Promise<void>
/** What every episode is writing, and the way to its end. */
let written: string
let finish: () => void
let finished: Promise<void>

/** A model that writes for as long as the test wants, and says what it has so far. */
function slowAnalyst() {
  const offline = createOfflineAnalyst()
  return {
    ...offline,
    provider: 'slow',
    model: 'slow-writer',
    async writeScript(passage: Parameters<typeof offline.writeScript>[0], call: CallContext) {
      const say = () => call.report({ done: 0, total: 0, text: `# ${passage.episodeNumber}\n${written}` })
      say()
      const again = setInterval(say, sayAgainMs(passage.episodeNumber))
      try {
        await finished
      } finally {
        clearInterval(again)
      }
      const made = await offline.writeScript(passage, call)
      if (passage.episodeNumber !== 2) return { ...made, origin: { ...made.origin, provider: 'slow', model: 'slow' } }
      call.note({ code: 'fell_back_to_rules', params: { reason } })
      return made
    },
  }
}

beforeAll(async () => {
  site = await openSite()
  await site.worker.stop()
  stopWorker = await startInProcessWorker(site.stack, { analyst: slowAnalyst() })
})
beforeEach(() => {
  written = '△ 雨夜，桥头。'
  finished = new Promise((resolve) => {
    finish = resolve
  })
})
afterEach(async () => {
  finish()
  await site.closeTabs()
})
afterAll(async () => {
  await stopWorker()
  await site.close()
})

const splitInTwo = async () => {
  const projectId = await createProject(site.stack, zhNovel(8))
  const { id } = await startJob(site.stack, 'novel_split', projectId, { mode: 'count', maxEpisodes: 2 })
  return { projectId, jobId: id }
}
const scripts = (tab: Page) => tab.getByTestId('live-script')
/** Of one episode, counted from 1. Which of them begins first is not known, so the first script on the page may be that of any. */
const scriptOf = (tab: Page, episode: number) => rowOf(tab, episode).getByTestId('live-script')
const rowOf = (tab: Page, episode: number) => tab.getByTestId('episode-row').nth(episode - 1)

test('a script is seen as it is written, in its episode and in the task, and gives way to the finished one', async () => {
  const { projectId, jobId } = await splitInTwo()
  const tab = await site.openTab(`/projects/${projectId}`)
  const second = scriptOf(tab, 2)
  await second.getByText('# 2').waitFor()
  written += '\n阿青（低声）：有人跟着我们。'
  await second.getByText('有人跟着我们').waitFor()

  await openTasks(tab)
  const row = jobRow(tab, 'processing')
  await row.getByRole('button', { name: /^展开/ }).first().click()
  await row.locator('[data-status=processing]').getByTestId('item-tail').first().getByText('有人跟着我们').waitFor()
  expect(await barriers(tab)).toEqual([])
  await tab.keyboard.press('Escape')

  finish()
  expect((await ended(site.stack, jobId)).status).toBe('completed')
  await tab.locator('[data-testid=episode-row][data-written=false]').first().waitFor({ state: 'detached' })
  expect(await scripts(tab).count()).toBe(0)
})

test('a page that is opened in mid-writing shows it too, and lets the person read back while it grows', async () => {
  written = Array.from({ length: 60 }, (_, line) => `第 ${line} 行`).join('\n')
  const { projectId } = await splitInTwo()
  const tab = await site.openTab(`/projects/${projectId}`, { size: phone })
  const first = scriptOf(tab, 1)
  await first.getByText('第 59 行').waitFor()
  const fromEnd = () => first.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
  expect(await fromEnd()).toBeLessThan(2)
  written += '\n第 60 行'
  await first.getByText('第 60 行').waitFor()
  expect(await fromEnd()).toBeLessThan(2)

  await first.focus()
  await tab.keyboard.press('Home')
  await expect.poll(() => first.evaluate((box) => box.scrollTop), inTime).toBe(0)
  written += '\n第 61 行'
  await first.getByText('第 61 行').waitFor()
  expect(await first.evaluate((box) => box.scrollTop)).toBe(0)
  expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
})

test('it is not read out as it grows: that writing began is said, once', async () => {
  const { projectId } = await splitInTwo()
  const tab = await site.openTab(`/projects/${projectId}`, { language: 'en', theme: 'dark' })
  const first = scriptOf(tab, 1)
  await first.waitFor()
  const said = rowOf(tab, 1).getByRole('status')
  expect(await said.textContent()).toBe('Episode 1 is being written')
  expect(await first.getAttribute('aria-live')).toBe('off')
  written += ' and more'
  await first.getByText('and more').waitFor()
  expect(await said.textContent()).toBe('Episode 1 is being written')
  expect(await barriers(tab)).toEqual([])
})

test('what the rules had to do is counted, explained and marked among what the model did', async () => {
  const { projectId, jobId } = await splitInTwo()
  finish()
  await ended(site.stack, jobId)
  const tab = await site.openTab(`/projects/${projectId}`)
  const rows = tab.getByTestId('episode-row')
  await rows.nth(1).getByText('规则', { exact: true }).waitFor()
  expect(await rows.nth(0).getByText('规则', { exact: true }).count()).toBe(0)
  await openTasks(tab, 'ended')
  const row = tab.getByTestId('task-drawer').locator(`[data-job-id="${jobId}"]`)
  await row.getByRole('button', { name: /^展开/ }).click()
  await row.getByTestId('noted-items').getByText('1 项有说明').waitFor()
  const note = row.getByTestId('item-row').first().getByTestId('item-note')
  expect(await note.textContent()).toContain(reason)
  expect(await barriers(tab)).toEqual([])
})
