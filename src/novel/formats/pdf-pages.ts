/** The text of one page of a PDF, within bounds. */
import type { getDocumentProxy } from 'unpdf'
import { CineqoError } from '../../contracts/errors.ts'
import type { PdfPiece } from './pdf-lines.ts'

export type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>
type TextContent = Awaited<ReturnType<PdfPage['getTextContent']>>
type TextItem = Extract<TextContent['items'][number], { str: string }>

/** A page of a novel has 3,000; forms that draw each other again and again never end. */
const MAX_CHARACTERS_OF_PAGE = 300_000
/** Measured: 10 ms. */
const MAX_PAGE_MS = 5000

/**
 * @param number from 1
 * @returns null when the deadline passes or the page has no end
 * @throws CineqoError `novel_damaged`
 */
export async function readPieces(document: PdfDocument, number: number, deadline: number): Promise<PdfPiece[] | null> {
  try {
    const page = await document.getPage(number)
    const pieces = await streamPieces(page, Math.min(deadline, performance.now() + MAX_PAGE_MS))
    page.cleanup()
    return pieces
  } catch (error) {
    const detail = `page ${number}: ${error instanceof Error ? error.message : String(error)}`
    throw new CineqoError('novel_damaged', { format: 'pdf', detail }, { cause: error })
  }
}

async function streamPieces(page: PdfPage, deadline: number): Promise<PdfPiece[] | null> {
  const reader: ReadableStreamDefaultReader<TextContent> = page.streamTextContent().getReader()
  const pieces: PdfPiece[] = []
  let characters = 0
  for (;;) {
    const result = await reader.read()
    if (result.done) return pieces
    // The reader of the PDF never lets go of the thread by itself, so no timer would fire.
    if (performance.now() > deadline || characters > MAX_CHARACTERS_OF_PAGE) {
      await reader.cancel(new Error('The page takes too long.'))
      return null
    }
    const { items, styles } = result.value
    for (const item of items) {
      if (!('str' in item)) continue
      pieces.push(pieceOf(item, styles[item.fontName]?.vertical === true))
      characters += item.str.length
    }
  }
}

/** Vertical lines are read from right to left: turned by a quarter, they are lines like others. */
function pieceOf({ str, transform, width, height }: TextItem, isVertical: boolean): PdfPiece {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform as number[]
  const size = Math.hypot(c, d) || Math.hypot(a, b)
  return isVertical ? { text: str, x: -y, y: x, width: height, size } : { text: str, x, y, width, size }
}
