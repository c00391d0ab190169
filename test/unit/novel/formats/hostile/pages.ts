import { deflateSync } from 'node:zlib'
import { chineseStory, englishStory } from '../story.ts'
import { writeHtml } from '../writers/markup.ts'
import { assemblePdf, streamOf, writeChinesePdf, writeEnglishPdf } from '../writers/pdf.ts'
import type { HostileCase } from './case.ts'

const FIRST = 'The lamp burned all night.'
const SECOND = 'In the morning the boat was gone.'

const FONT = '<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>'

/** A PDF of one page; further objects are numbered from 4. */
function onePage(page: string, ...more: string[]): Buffer {
  return assemblePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] ${page} >>`,
    ...more,
  ])
}

function shown(text: string): string {
  return `BT /F1 12 Tf 20 200 Td (${text}) Tj ET`
}

function packedStream(content: Buffer, dictionary = '/Filter /FlateDecode', times = 1): string {
  let packed = content
  for (let i = 0; i < times; i++) packed = deflateSync(packed)
  return streamOf(packed.toString('latin1'), dictionary)
}

/** Forms that draw the next one ten times each: ten thousand million letters. */
function formsOfForms(): Buffer {
  const forms = Array.from({ length: 10 }, (_, i) => {
    const resources = `/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources << /XObject << /X ${6 + i} 0 R >> >>`
    return streamOf('/X Do '.repeat(10), resources)
  })
  const last = streamOf(shown(FIRST), `/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources ${FONT}`)
  return onePage('/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>', streamOf('/X Do'), ...forms, last)
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

export const pageCases: HostileCase[] = [
  {
    what: 'a PDF cut off in the middle',
    fileName: 'novel.pdf',
    bytes: async () => (await writeEnglishPdf(englishStory)).slice(0, 2000),
    outcome: { error: 'novel_damaged', params: { format: 'pdf' } },
  },
  {
    what: 'a PDF of its first line',
    fileName: 'novel.pdf',
    bytes: () => Buffer.from('%PDF-1.7\n'),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a PDF whose cross references are wrong',
    fileName: 'novel.pdf',
    bytes: () =>
      Buffer.from(text(writeChinesePdf(chineseStory)).replace(/\d{10} 00000 n/g, '9999999999 00000 n'), 'latin1'),
    outcome: { paragraphs: ['第一章 雨夜来客', '第五章 归舟'] },
  },
  {
    what: 'a PDF without a catalog',
    fileName: 'novel.pdf',
    bytes: () => assemblePdf(['<< /Type /Nothing >>']),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a PDF whose page tree is a circle',
    fileName: 'novel.pdf',
    bytes: () =>
      assemblePdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 5 /Parent 2 0 R >>',
      ]),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a PDF that claims a million pages',
    fileName: 'novel.pdf',
    bytes: () =>
      assemblePdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>',
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources ${FONT} >>`,
        streamOf(shown(FIRST)),
      ]),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'a PDF whose contents are themselves',
    fileName: 'novel.pdf',
    bytes: () => onePage('/Contents [4 0 R 4 0 R]', '[4 0 R]'),
    outcome: { error: 'novel_image_only', params: { pages: 1 } },
  },
  {
    what: 'a PDF whose forms draw each other without end',
    fileName: 'novel.pdf',
    bytes: formsOfForms,
    outcome: { error: 'novel_unreadable' },
  },
  {
    what: 'a PDF whose page unpacks a thousandfold',
    fileName: 'novel.pdf',
    bytes: () => onePage(`/Contents 4 0 R /Resources ${FONT}`, packedStream(Buffer.alloc(64 * 1024 * 1024, ' '))),
    outcome: { error: 'novel_bomb', params: { format: 'pdf' } },
  },
  {
    what: 'a PDF whose page is packed twice and unpacks a millionfold',
    fileName: 'novel.pdf',
    bytes: () =>
      onePage(
        `/Contents 4 0 R /Resources ${FONT}`,
        packedStream(Buffer.alloc(64 * 1024 * 1024, ' '), '/Filter [/FlateDecode /FlateDecode]', 2),
      ),
    outcome: { error: 'novel_bomb' },
  },
  {
    what: 'a PDF of which a page is noise',
    fileName: 'novel.pdf',
    bytes: () =>
      assemblePdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources ${FONT} >>`,
        streamOf(shown(FIRST)),
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 6 0 R /Resources ${FONT} >>`,
        streamOf('no deflate at all', '/Filter /FlateDecode'),
      ]),
    outcome: { paragraphs: [FIRST], notes: ['part_damaged', 'pages_without_text'] },
  },
  {
    what: 'a PDF of dictionaries that have no end',
    fileName: 'novel.pdf',
    bytes: () => onePage('/Contents 4 0 R', ...Array.from({ length: 20_000 }, () => '<< /Length 9 /Contents 15 0 R')),
    outcome: { error: 'novel_damaged', params: { format: 'pdf' } },
  },
  {
    what: 'a PDF of pictures',
    fileName: 'novel.pdf',
    bytes: () => onePage('/Contents 4 0 R', streamOf('10 10 100 100 re f')),
    outcome: { error: 'novel_image_only', params: { pages: 1 } },
  },
  {
    what: 'a PDF with a password',
    fileName: 'novel.pdf',
    bytes: () => {
      const key = '<'.concat('00'.repeat(32), '>')
      return assemblePdf(
        ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'],
        `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`,
      )
    },
    outcome: { error: 'novel_encrypted', params: { format: 'pdf' } },
  },
  {
    what: 'a PDF that begins with something else',
    fileName: 'novel.pdf',
    bytes: () => Buffer.concat([Buffer.from('\n\nHTTP/1.1 200 OK\n\n'), writeChinesePdf(chineseStory)]),
    outcome: { paragraphs: ['第一章 雨夜来客', '第五章 归舟'] },
  },
  {
    what: 'a PDF named txt',
    fileName: 'novel.txt',
    bytes: () => writeChinesePdf(chineseStory),
    outcome: { paragraphs: ['第一章 雨夜来客'], notes: ['mislabelled'] },
  },
  {
    what: 'a page in which nothing is closed',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body><div><p><b>${FIRST}<p><i>${SECOND}<table><tr><td>x<td>y`),
    outcome: { paragraphs: [FIRST, SECOND, 'x y'] },
  },
  {
    what: 'a page whose menu is never closed',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body><nav><a href="/">Home</a><p>${FIRST}</p><p>${SECOND}</p></body>`),
    outcome: { paragraphs: [FIRST, SECOND] },
  },
  {
    what: 'a page whose comment is never closed',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body><p>${FIRST}</p><!-- <p>${SECOND}</p></body>`),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a page whose title is never closed',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><head><title>${FIRST}</head><body><p>${SECOND}</p></body>`),
    outcome: { paragraphs: [`${FIRST}</head><body><p>${SECOND}</p></body>`] },
  },
  {
    what: 'a page nested a hundred thousand deep',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body>${'<div>'.repeat(100_000)}${FIRST}`),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a page with a million letters of formatting left open',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body><p>${'<b><i><font>'.repeat(6000)}${FIRST}${'<b>'.repeat(1_000_000)}`),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'an attribute of 10 MB',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body><p title="${'x'.repeat(10_000_000)}">${FIRST}</p>`),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'a page that says it is in another encoding',
    fileName: 'novel.html',
    bytes: () => Buffer.from(writeHtml(chineseStory, 'big5')),
    outcome: { paragraphs: ['第一章 雨夜来客'] },
  },
  {
    what: 'a page with entities of no character',
    fileName: 'novel.html',
    bytes: () => Buffer.from(`<html><body><p>${FIRST}&#0;&#xD800;&#x110000;&nosuch;</p>`),
    outcome: { paragraphs: [`${FIRST}\uFFFD\uFFFD\uFFFD&nosuch;`] },
  },
  {
    what: 'a page with hidden text',
    fileName: 'novel.html',
    bytes: () =>
      Buffer.from(`<html><body><p>${FIRST}<span style="display: none">Read it at example.org</span></p></body>`),
    outcome: { paragraphs: [FIRST], changes: ['hidden_text'] },
  },
  {
    what: 'a page named pdf',
    fileName: 'novel.pdf',
    bytes: () => Buffer.from(writeHtml(englishStory)),
    outcome: { paragraphs: ['Chapter Five: Homeward'], notes: ['mislabelled'] },
  },
  {
    what: 'a page without text',
    fileName: 'novel.html',
    bytes: () =>
      Buffer.from('<!doctype html><html><head><script>document.write("x")</script></head><body></body></html>'),
    outcome: { error: 'novel_empty' },
  },
]
