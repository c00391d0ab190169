import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readNovelFile } from '../../../../src/novel/read-novel-file.ts'
import { chineseStory, englishStory, paragraphsOf, type Story, traditionalStory } from './story.ts'
import { pack, writeEpub, writeHtml, writeMarkdown } from './writers/markup.ts'
import { fileOf } from './writers/novel-files.ts'
import { writeDocx } from './writers/office.ts'
import { writeChinesePdf, writeEnglishPdf } from './writers/pdf.ts'

/** Plain text as web novels have it: each paragraph on a line, indented, with a blank line between them. */
function writeText(story: Story): string {
  return paragraphsOf(story)
    .map((text) => (story.language === 'zh' ? `　　${text}` : text))
    .join('\r\n\r\n')
}

function writeZip(story: Story): Uint8Array {
  const files: Record<string, string> = {}
  story.chapters.forEach(({ title, paragraphs }, i) => {
    files[`${i + 1}.txt`] = [...(i === 0 ? story.front : []), title, ...paragraphs].join('\n\n')
  })
  return pack(files)
}

type Writer = (story: Story) => Uint8Array | Promise<Uint8Array>

const texts: Array<[name: string, write: Writer]> = [
  ['utf-8.txt', (story) => Buffer.from(writeText(story))],
  ['utf-8 with mark.txt', (story) => Buffer.from(`\uFEFF${writeText(story)}`)],
  ['utf-16le.txt', (story) => iconv.encode(writeText(story), 'utf-16le')],
  ['utf-16be.txt', (story) => iconv.encode(writeText(story), 'utf-16be')],
]
const documents: Array<[name: string, write: Writer]> = [
  ['book.docx', writeDocx],
  ['book.epub', (story) => writeEpub(story)],
  ['page.html', (story) => Buffer.from(writeHtml(story))],
  ['book.md', (story) => Buffer.from(writeMarkdown(story))],
  ['chapters.zip', writeZip],
]
const ofOneLanguage: Array<[name: string, story: Story, write: Writer]> = [
  ['gb18030.txt', chineseStory, (story) => iconv.encode(writeText(story), 'gb18030')],
  ['big5.txt', traditionalStory, (story) => iconv.encode(writeText(story), 'big5')],
  ['gbk.html', chineseStory, (story) => iconv.encode(writeHtml(story, 'gb2312'), 'gbk')],
  ['windows-1252.txt', englishStory, (story) => iconv.encode(writeText(story), 'windows-1252')],
  ['book.pdf', englishStory, writeEnglishPdf],
  ['book.pdf', chineseStory, (story) => writeChinesePdf(story)],
  ['book of an old program.pdf', chineseStory, (story) => writeChinesePdf(story, 'character set')],
]

describe('the same story has the same paragraphs and chapters in every format', () => {
  const cases: Array<[name: string, story: Story, write: Writer]> = [
    ...[chineseStory, englishStory].flatMap((story) =>
      [...texts, ...documents].map(([name, write]): [string, Story, Writer] => [name, story, write]),
    ),
    ...ofOneLanguage,
  ]

  it.each(cases)('%s', async (name, story, write) => {
    const { novel, chapters } = await readNovelFile(fileOf(await write(story), name))

    expect(novel.paragraphs).toEqual(paragraphsOf(story))
    const titles = chapters.map((chapter) => chapter.title).filter((title) => title !== '')
    expect(titles).toEqual(story.chapters.map((chapter) => chapter.title))
  })
})
