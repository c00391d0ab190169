/** Valid files of every format, to be damaged. */
import iconv from 'iconv-lite'
import { chineseStory, englishStory, paragraphsOf, traditionalStory } from '../story.ts'
import { pack, writeEpub, writeHtml, writeMarkdown } from '../writers/markup.ts'
import { writeDocx } from '../writers/office.ts'
import { writeChinesePdf, writeEnglishPdf } from '../writers/pdf.ts'

export interface Sample {
  fileName: string
  bytes: Buffer
}

export async function makeSamples(): Promise<Sample[]> {
  const chinese = paragraphsOf(chineseStory).join('\n')
  const english = paragraphsOf(englishStory).join('\r\n\r\n')
  const chapters = chineseStory.chapters.map(({ title, paragraphs }, i): [string, string] => [
    `第${i + 1}章.txt`,
    [title, ...paragraphs].join('\n'),
  ])
  const files: Array<[fileName: string, bytes: Uint8Array | Promise<Uint8Array>]> = [
    ['utf-8.txt', Buffer.from(english)],
    ['gb18030.txt', iconv.encode(chinese, 'gb18030')],
    ['big5.txt', iconv.encode(paragraphsOf(traditionalStory).join('\n'), 'big5')],
    ['utf-16le.txt', iconv.encode(chinese, 'utf-16le')],
    ['book.md', Buffer.from(writeMarkdown(englishStory))],
    ['page.html', Buffer.from(writeHtml(chineseStory))],
    ['gbk.html', iconv.encode(writeHtml(chineseStory, 'gbk'), 'gbk')],
    ['chinese.docx', writeDocx(chineseStory)],
    ['english.docx', writeDocx(englishStory)],
    ['chinese.epub', writeEpub(chineseStory)],
    ['english.epub', writeEpub(englishStory)],
    ['english.pdf', writeEnglishPdf(englishStory)],
    ['chinese.pdf', writeChinesePdf(chineseStory)],
    ['chapters.zip', pack(Object.fromEntries(chapters))],
  ]
  return Promise.all(files.map(async ([fileName, bytes]) => ({ fileName, bytes: Buffer.from(await bytes) })))
}
