import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { fileOf, readAll, textsOf } from './writers/novel-files.ts'

type Draw = (text: string, x: number, y: number, size?: number) => void

async function readPages(...pages: Array<(draw: Draw) => void>) {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  for (const setPage of pages) setPage(drawOn(document.addPage([300, 300]), font))
  const read = await readAll(fileOf(await document.save(), 'novel.pdf'))
  return { texts: textsOf(read), changes: Object.fromEntries(read.changes), notes: read.notes }
}

function drawOn(page: PDFPage, font: PDFFont): Draw {
  return (text, x, y, size = 10) => page.drawText(text, { x, y, size, font })
}

/** Lines under each other, with a full one first, so that the width of the page is known. */
function column(draw: Draw, x: number, lines: readonly string[], top = 250): void {
  for (const [i, line] of lines.entries()) draw(line, x, top - 14 * i)
}

const FULL = 'The river ran by the old ferry house as it had always run'

describe('a PDF', () => {
  it('loses running heads and page numbers, but no line that stands where they do', async () => {
    const page = (number: number, first: string) => (draw: Draw) => {
      draw('The Lamp at Harrow Ferry', 90, 285, 8)
      column(draw, 20, [first, FULL, 'and nobody came.'])
      draw(`- ${number} -`, 140, 15, 8)
    }
    const { texts, changes } = await readPages(page(3, 'It rained.'), page(4, 'Yes.'), page(5, 'Yes.'), page(6, 'Yes.'))

    expect(texts).toEqual(
      ['It rained.', 'Yes.', 'Yes.', 'Yes.'].flatMap((first) => [first, `${FULL} and nobody came.`]),
    )
    expect(changes).toMatchObject({ page_furniture: 8 })
  })

  it('keeps numbers of chapters at the top of pages', async () => {
    const page = (chapter: string, number: number) => (draw: Draw) => {
      draw(chapter, 145, 280, 14)
      column(draw, 20, [FULL, 'and nobody came.'])
      draw(String(number), 145, 15, 8)
    }
    const { texts } = await readPages(page('1', 7), page('2', 8), page('3', 9))

    expect(texts.filter((text) => text.length < 3)).toEqual(['1', '2', '3'])
  })

  it('mends divided words, and leaves those that have a hyphen', async () => {
    const { texts, changes } = await readPages((draw) =>
      column(draw, 20, [
        'She was a well-known woman of the river and she remem-',
        'bered how the ferry came to the steps, and how a well-',
        'known voice had called across the water to Saint-',
        'Just, who came.',
      ]),
    )

    expect(texts).toEqual([
      'She was a well-known woman of the river and she remembered how the ferry came to the steps, and how a well-known ' +
        'voice had called across the water to Saint-Just, who came.',
    ])
    expect(changes).toMatchObject({ joined_hyphens: 1 })
  })

  it('goes on over pages within a paragraph', async () => {
    const { texts } = await readPages(
      (draw) => column(draw, 20, [`  ${FULL}`, 'and the lamp was lit on every evening of the long year,']),
      (draw) => column(draw, 20, ['except for one.']),
    )

    expect(texts).toEqual([`${FULL} and the lamp was lit on every evening of the long year, except for one.`])
  })

  it('is read one column after the other, whatever the order of its content', async () => {
    const line = (word: string, i: number) => `the ${word} line ${i} of the text`
    const left = Array.from({ length: 12 }, (_, i) => line('left', i))
    const right = Array.from({ length: 12 }, (_, i) => line('right', i))
    const { texts } = await readPages((draw) => {
      left.forEach((text, i) => {
        draw(text, 20, 250 - 14 * i)
        draw(right[i] ?? '', 160, 250 - 14 * i)
      })
    })

    expect(texts.join(' ')).toBe([...left, ...right].join(' '))
  })

  it('says which pages have no text', async () => {
    const { notes } = await readPages(
      (draw) => column(draw, 20, [FULL]),
      () => {},
    )

    expect(notes).toEqual([{ code: 'pages_without_text', params: { count: 1, pages: 2, first: 2 } }])
  })
})
