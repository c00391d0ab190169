import type { Page } from 'playwright-core'

/** The titles of the chapters as the page lists them. */
export function chapterTitles(tab: Page): Promise<string[]> {
  return tab.getByTestId('chapter-row').locator('[aria-expanded] > :nth-child(2)').allTextContents()
}
