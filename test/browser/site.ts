/**
 * The page, as built, on real parts, in a real browser: what every test of the page starts from.
 *
 *   const site = await openSite()                       // in beforeAll
 *   const tab = await site.openTab('/', { language: 'zh' })
 *   await site.closeTabs()                              // in afterEach: fails when a page said what no page may say
 *   await site.close()                                  // in afterAll
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { startTestWorker, type TestProcess } from '../support/processes.ts'
import { openStack, type Stack } from '../support/stack.ts'
import { launchChromium } from './launch-chromium.ts'
import { listenToPage } from './listen-to-page.ts'

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/** Far above what any step takes: a page that does not do it fails the test with the step's own words. */
const stepTimeoutMs = 20_000
/** For looks that `expect.poll` repeats; by default it gives up after a second. */
export const inTime = { timeout: stepTimeoutMs }

export interface TabOptions {
  language?: 'zh' | 'en'
  theme?: 'light' | 'dark'
  size?: { width: number; height: number }
  /** A second tab of the same person: it shares the browser's storage with this one. */
  beside?: Page
  /** The test breaks requests on purpose; what the browser itself says about them is no fault of the page. */
  requestsFail?: boolean
}

export interface Site {
  stack: Stack
  /** A test may kill it, and start another. */
  worker: TestProcess
  startWorker(): Promise<void>
  openTab(path: string, options?: TabOptions): Promise<Page>
  /** Closes all tabs. Fails when a page sent a request elsewhere, broke the policy, or wrote an error to its console. */
  closeTabs(): Promise<void>
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const browser = await launchChromium()
  const builtPage = await buildPage()
  const stack = await openStack({ builtPage })
  const worker = await startTestWorker(stack.environment)
  let contexts: BrowserContext[] = []
  let complaints: string[] = []

  const site: Site = {
    stack,
    worker,
    async startWorker() {
      site.worker = await startTestWorker(stack.environment)
    },
    async openTab(path, { language = 'zh', theme = 'light', size = wide, beside, requestsFail = false } = {}) {
      const context =
        beside?.context() ??
        (await browser.newContext({
          baseURL: stack.url,
          locale: language === 'zh' ? 'zh-CN' : 'en-US',
          colorScheme: theme,
          viewport: size,
          reducedMotion: 'reduce',
        }))
      if (!beside) contexts.push(context)
      context.setDefaultTimeout(stepTimeoutMs)
      const page = await context.newPage()
      await listenToPage(page, { origin: stack.url, requestsFail, complain: (text) => complaints.push(text) })
      await page.goto(path)
      return page
    },
    async closeTabs() {
      const heard = complaints
      await Promise.all(contexts.map((context) => context.close()))
      contexts = []
      complaints = []
      expect(heard).toEqual([])
    },
    async close() {
      await browser.close()
      await site.worker.stop()
      await stack.close()
    },
  }
  return site
}

/** Builds the page once in a run, beside the files of the tests: what is tested is never an older build. */
async function buildPage(): Promise<string> {
  const folder = join(inject('testDirectory'), 'page')
  if (existsSync(join(folder, 'index.html'))) return folder
  // In a process of its own: under the test runner's NODE_ENV the page would get the development build of React.
  await promisify(execFile)('npx', ['vite', 'build', webDirectory, '--outDir', folder, '--emptyOutDir'], {
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return folder
}

const webDirectory = fileURLToPath(new URL('../../web', import.meta.url))
