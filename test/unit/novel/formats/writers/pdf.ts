/**
 * A story as a PDF: English by `pdf-lib` with a standard font, Chinese put together by hand with a font that is not in the file, as old
 * programs for Chinese wrote it.
 */
import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { Story } from '../story.ts'

const PAGE = { width: 320, height: 460, left: 40, right: 280, top: 400, bottom: 60 }
const LEADING = 16
const SIZE = 11

interface SetLine {
  text: string
  x: number
  y: number
  size: number
}

/** Sets a story in pages: paragraphs indented, titles larger, a running head, page numbers, words divided at line ends. */
function setPages(story: Story, widthOf: (text: string) => number): SetLine[][] {
  const pages: SetLine[][] = []
  let lines: SetLine[] = []
  let y = 0
  const turn = () => {
    const number = pages.length + 1
    lines = [
      { text: story.title, x: 110, y: 430, size: 8 },
      { text: String(number), x: 156, y: 30, size: 8 },
    ]
    pages.push(lines)
    y = PAGE.top
  }
  const put = (text: string, indent: number, size = SIZE) => {
    if (y < PAGE.bottom) turn()
    lines.push({ text, x: PAGE.left + indent, y, size })
    y -= LEADING
  }
  turn()
  for (const text of story.front) for (const line of wrap(text, widthOf, 0)) put(line.text, line.indent)
  for (const { title, paragraphs } of story.chapters) {
    turn()
    put(title, 0, 14)
    y -= LEADING
    for (const text of paragraphs) for (const line of wrap(text, widthOf, 22)) put(line.text, line.indent)
  }
  return pages
}

/** Words as they fit into the line; a long word at the end of a line is divided. */
function wrap(
  text: string,
  widthOf: (text: string) => number,
  indent: number,
): Array<{ text: string; indent: number }> {
  const isChinese = /\p{Script=Han}/u.test(text)
  const words = isChinese ? [...text] : text.split(' ')
  const space = isChinese ? '' : ' '
  const lines: Array<{ text: string; indent: number }> = []
  let line = ''
  const room = () => PAGE.right - PAGE.left - (lines.length === 0 ? indent : 0)
  for (const word of words) {
    const longer = line === '' ? word : line + space + word
    if (widthOf(longer) <= room()) {
      line = longer
      continue
    }
    const divided = /^([a-z]{4})([a-z]{4,})$/.exec(word)
    const fits = divided && widthOf(`${line} ${divided[1]}-`) <= room()
    lines.push({ text: fits ? `${line} ${divided[1]}-` : line, indent: lines.length === 0 ? indent : 0 })
    line = fits ? (divided[2] ?? '') : word
  }
  lines.push({ text: line, indent: lines.length === 0 ? indent : 0 })
  return lines
}

export async function writeEnglishPdf(story: Story): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  for (const lines of setPages(story, (text) => font.widthOfTextAtSize(text, SIZE))) {
    const page = document.addPage([PAGE.width, PAGE.height])
    for (const { text, x, y, size } of lines) page.drawText(text, { x, y, size, font })
  }
  return document.save()
}

/** @param names what the codes of the text mean: a table in the file, or the name of a set of characters, whose tables readers have */
export function writeChinesePdf(story: Story, names: 'table' | 'character set' = 'table'): Buffer {
  const pages = setPages(story, (text) => [...text].length * SIZE)
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
  const contents = pages.map((lines) =>
    lines.map(({ text, x, y, size }) => `BT /F1 ${size} Tf ${x} ${y} Td <${hex(text)}> Tj ET`).join('\n'),
  )
  const characters = [...new Set(pages.flat().flatMap(({ text }) => [...text]))]
  const toUnicode = characters.map((character) => `<${hex(character)}> <${hex(character)}>`).join(' ')
  const kids = pages.map((_page, i) => `${4 + 2 * i} 0 R`).join(' ')
  const first = 4 + 2 * pages.length
  const codes = names === 'table' ? `/Encoding /Identity-H /ToUnicode ${first + 1} 0 R` : '/Encoding /UniGB-UCS2-H'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /DescendantFonts [${first} 0 R] ${codes} >>`,
    ...contents.flatMap((content, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      streamOf(content),
    ]),
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor ${first + 2} 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (${names === 'table' ? 'Identity' : 'GB1'}) /Supplement 0 >> /DW 1000 >>`,
    streamOf(
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def ' +
        `1 begincodespacerange <0000> <ffff> endcodespacerange ${characters.length} beginbfchar ${toUnicode} endbfchar endcmap end end`,
    ),
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  return assemblePdf(objects)
}

export function streamOf(content: string, dictionary = ''): string {
  return `<< ${dictionary} /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`
}

/** @param objects numbered from 1; the first is the catalog. In Latin-1 */
export function assemblePdf(objects: readonly string[], trailer = ''): Buffer {
  const offsets: number[] = []
  let file = '%PDF-1.4\n'
  objects.forEach((object, i) => {
    offsets.push(file.length)
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
