/** The Task Center as a test uses it, and recorders of what the page showed meanwhile. */
import type { Locator, Page } from 'playwright-core'
import type { JobStatus } from '../../src/contracts/statuses.ts'
import type { TaskTab } from '../../web/src/tasks/task-url.ts'

const tabNames: Record<TaskTab, RegExp> = { live: /^进行中/, ended: /^已结束/, failed: /^有失败/ }

export async function openTasks(page: Page, tab: TaskTab = 'live'): Promise<Locator> {
  await page.getByTestId('task-center').click()
  const drawer = page.getByTestId('task-drawer')
  await drawer.waitFor()
  if (tab !== 'live') await drawer.getByRole('button', { name: tabNames[tab] }).click()
  return drawer
}

/** The rows of jobs that stand for themselves, in this status, in the drawer. */
export function jobRow(page: Page, status: JobStatus): Locator {
  return page.getByTestId('task-drawer').locator(`li > [data-testid=job-row][data-status=${status}]`)
}

interface Recorder {
  recordedPercents?: number[]
  recordedToasts?: string[]
}

/** From here on, notes every percent that the first row of the drawer shows. A reload would lose the notes. */
export async function followPercents(page: Page): Promise<void> {
  await page.evaluate(() => {
    const recorder = window as Recorder
    const percents: number[] = []
    recorder.recordedPercents = percents
    const note = () => {
      const bar = document.querySelector('[data-testid=task-drawer] [data-testid=job-row] [role=progressbar]')
      const percent = Number(bar?.getAttribute('aria-valuenow') ?? Number.NaN)
      if (Number.isFinite(percent) && percents.at(-1) !== percent) percents.push(percent)
    }
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true })
    note()
  })
}

/** From here on, notes every toast, and what a toast that is shown is changed to. */
export async function followToasts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const recorder = window as Recorder
    const toasts: string[] = []
    const seen = new WeakMap<Element, string>()
    recorder.recordedToasts = toasts
    const note = () => {
      for (const toast of document.querySelectorAll('[data-sonner-toast]')) {
        if (!toast.textContent || seen.get(toast) === toast.textContent) continue
        seen.set(toast, toast.textContent)
        toasts.push(toast.textContent)
      }
    }
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** The percents in the order in which they were shown. */
export function percentsOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as Recorder).recordedPercents ?? [])
}

/** The toasts so far. Waits until no tab is about to say something: they ask one after the other what was said, in the database. */
export function toastsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const rendered = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    await rendered()
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('cineqo')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const turn = opening.result.transaction('memory', 'readwrite')
        turn.objectStore('memory').count()
        turn.oncomplete = () => resolve()
      }
    })
    await rendered()
    return (window as Recorder).recordedToasts ?? []
  })
}
