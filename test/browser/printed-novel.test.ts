import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readNovelFile } from '../../src/novel/read-novel-file.ts'
import { paragraphsOf, type Story, stories } from '../unit/novel/formats/story.ts'
import { fileOf } from '../unit/novel/formats/writers/novel-files.ts'
import { launchChromium } from './launch-chromium.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})

afterAll(() => browser.close())

const layouts = {
  /** As pages are printed: space between paragraphs, lines not filled, an outline. */
  web: { css: '', options: { outline: true, tagged: true } },
  /** As books are set: paragraphs indented, lines filled, running heads and page numbers. */
  book: {
    css: 'p { text-indent: 2em; margin: 0; text-align: justify; hyphens: auto } body { line-height: 1.6 } p.break { text-indent: 0 }',
    options: {
      displayHeaderFooter: true,
      headerTemplate: '<div style="font-size: 8px; width: 100%; text-align: center">The Lamp</div>',
      footerTemplate:
        '<div style="font-size: 8px; width: 100%; text-align: center"><span class="pageNumber"></span></div>',
    },
  },
}

async function print(story: Story, { css, options }: (typeof layouts)['web' | 'book']): Promise<Buffer> {
  const paragraph = (text: string) => `<p${text === '* * *' ? ' class="break"' : ''}>${text}</p>`
  const chapters = story.chapters.map(
    ({ title, paragraphs }) => `<h2>${title}</h2>${paragraphs.map(paragraph).join('')}`,
  )
  const style = `${css} h1, h2, .break { text-align: center }`
  const page = await browser.newPage()
  await page.setContent(
    `<html lang="${story.language}"><style>${style}</style><body>${story.front.map(paragraph).join('')}${chapters.join('')}</body></html>`,
  )
  const margin = { top: '18mm', bottom: '18mm', left: '15mm', right: '15mm' }
  const pdf = await page.pdf({ width: '110mm', height: '170mm', margin, ...options })
  await page.close()
  return pdf
}

describe('a novel printed to PDF has the paragraphs and chapters of the page', () => {
  const cases = stories.flatMap((story) =>
    [`${story.language} web`, `${story.language} book`].map((name) => ({ name, story })),
  )

  it.each(cases)('$name', async ({ name, story }) => {
    const bytes = await print(story, layouts[name.endsWith('web') ? 'web' : 'book'])
    const { novel, chapters } = await readNovelFile(fileOf(bytes, 'printed.pdf'))

    expect(novel.paragraphs).toEqual(paragraphsOf(story))
    const titles = chapters.map((chapter) => chapter.title).filter((title) => title !== '')
    expect(titles).toEqual(story.chapters.map((chapter) => chapter.title))
  })
})
