import iconv from 'iconv-lite'
import { Random } from '../fuzz/random.ts'
import { chineseStory, paragraphsOf } from '../story.ts'
import { writeMarkdown } from '../writers/markup.ts'
import type { HostileCase } from './case.ts'

const FIRST = 'The lamp burned all night.'
const SECOND = 'In the morning the boat was gone.'
const CHINESE = paragraphsOf(chineseStory).join('\n')

/** Reproducible bytes without any order. */
function noise(count: number): Buffer {
  const random = new Random(12345)
  return Buffer.from(Array.from({ length: count }, () => random.below(256)))
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

export const textCases: HostileCase[] = [
  { what: 'no bytes', fileName: 'novel.txt', bytes: () => Buffer.alloc(0), outcome: { error: 'novel_empty' } },
  { what: 'no bytes', fileName: 'novel.docx', bytes: () => Buffer.alloc(0), outcome: { error: 'novel_empty' } },
  { what: 'one byte', fileName: 'novel.txt', bytes: () => latin1('\x00'), outcome: { error: 'novel_binary' } },
  { what: 'white space', fileName: 'novel.txt', bytes: () => latin1(' \n\t\n '), outcome: { error: 'novel_empty' } },
  {
    what: 'a byte order mark alone',
    fileName: 'novel.txt',
    bytes: () => latin1('\xef\xbb\xbf'),
    outcome: { error: 'novel_empty' },
  },
  { what: 'noise', fileName: 'novel.pdf', bytes: () => noise(5000), outcome: { error: 'novel_mislabelled' } },
  { what: 'noise', fileName: 'novel.docx', bytes: () => noise(5000), outcome: { error: 'novel_mislabelled' } },
  {
    what: 'zeros',
    fileName: 'novel.epub',
    bytes: () => Buffer.alloc(100_000),
    outcome: { error: 'novel_mislabelled', params: { ending: 'epub' } },
  },
  { what: 'zeros', fileName: 'novel.txt', bytes: () => Buffer.alloc(100_000), outcome: { error: 'novel_binary' } },
  {
    what: 'a picture named txt',
    fileName: 'novel.txt',
    bytes: () => Buffer.concat([latin1('\x89PNG\r\n\x1a\n'), noise(100)]),
    outcome: { error: 'novel_mislabelled', params: { ending: 'txt', detected: 'PNG' } },
  },
  {
    what: 'a picture',
    fileName: 'novel.jpg',
    bytes: () => latin1('\xff\xd8\xff\xe0\x00\x10JFIF'),
    outcome: { error: 'novel_binary', params: { detected: 'JPEG' } },
  },
  {
    what: 'an old Word document',
    fileName: 'novel.doc',
    bytes: () => Buffer.concat([latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('WordDocument', 'utf16le')]),
    outcome: { error: 'novel_format_unsupported', params: { detected: 'DOC', advised: 'docx' } },
  },
  {
    what: 'an old Word document named docx',
    fileName: 'novel.docx',
    bytes: () => Buffer.concat([latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('WordDocument', 'utf16le')]),
    outcome: { error: 'novel_mislabelled', params: { ending: 'docx', detected: 'DOC' } },
  },
  {
    what: 'a Word document with a password',
    fileName: 'novel.docx',
    bytes: () =>
      Buffer.concat([latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('EncryptedPackage', 'utf16le')]),
    outcome: { error: 'novel_encrypted', params: { format: 'docx' } },
  },
  {
    what: 'rich text',
    fileName: 'novel.rtf',
    bytes: () => latin1('{\\rtf1\\ansi The lamp burned.}'),
    outcome: { error: 'novel_format_unsupported', params: { detected: 'RTF' } },
  },
  {
    what: 'a Kindle book',
    fileName: 'novel.azw3',
    bytes: () => Buffer.concat([Buffer.alloc(60), latin1('BOOKMOBI'), Buffer.alloc(100)]),
    outcome: { error: 'novel_format_unsupported', params: { detected: 'MOBI/AZW' } },
  },
  {
    what: 'a FictionBook',
    fileName: 'novel.fb2',
    bytes: () => Buffer.from('<?xml version="1.0"?><FictionBook><body><p>text</p></body></FictionBook>'),
    outcome: { error: 'novel_format_unsupported', params: { detected: 'FB2' } },
  },
  {
    what: 'a rar archive',
    fileName: 'novel.rar',
    bytes: () => latin1('Rar!\x1a\x07\x01\x00'),
    outcome: { error: 'novel_format_unsupported', params: { detected: 'RAR' } },
  },
  {
    what: 'a rar archive named zip',
    fileName: 'novel.zip',
    bytes: () => latin1('Rar!\x1a\x07\x01\x00'),
    outcome: { error: 'novel_mislabelled', params: { ending: 'zip', detected: 'RAR' } },
  },
  {
    what: 'text named docx',
    fileName: 'novel.docx',
    bytes: () => Buffer.from(`${FIRST}\n${SECOND}`),
    outcome: { paragraphs: [FIRST, SECOND], notes: ['mislabelled'] },
  },
  {
    what: 'control characters within text',
    fileName: 'novel.txt',
    bytes: () => Buffer.from(`${FIRST}\n\u0007\u001b${SECOND}\u001a`),
    outcome: { paragraphs: [FIRST, SECOND], changes: ['control_characters'] },
  },
  {
    what: 'half a surrogate pair in UTF-16',
    fileName: 'novel.txt',
    bytes: () => Buffer.from(`\uFEFF${'The lamp burned. '.repeat(30)}\uD83D and went out.`, 'utf16le'),
    outcome: { paragraphs: [`${'The lamp burned. '.repeat(30)}\uFFFD and went out.`], notes: ['undecodable'] },
  },
  {
    what: 'two encodings in one file',
    fileName: 'novel.txt',
    bytes: () => Buffer.concat([iconv.encode(`${CHINESE}\n`, 'gb18030'), Buffer.from(CHINESE)]),
    outcome: { error: 'novel_undecodable' },
  },
  {
    what: 'a text cut off within a character',
    fileName: 'novel.txt',
    bytes: () => Buffer.from(CHINESE).subarray(0, -10),
    outcome: { paragraphs: ['第一章 雨夜来客'], notes: ['undecodable'] },
  },
  {
    what: 'a line of 10 MB',
    fileName: 'novel.txt',
    bytes: () => Buffer.from(FIRST.concat(' ').repeat(400_000)),
    outcome: { paragraphs: [FIRST.concat(' ').repeat(400_000).trim()] },
  },
  {
    what: 'a million empty lines',
    fileName: 'novel.txt',
    bytes: () => Buffer.from(`${FIRST}${'\r\n'.repeat(1_000_000)}${SECOND}`),
    outcome: { paragraphs: [FIRST, SECOND], changes: ['unified_line_ends', 'blank_lines'] },
  },
  {
    what: 'a million opened brackets',
    fileName: 'novel.md',
    bytes: () => Buffer.from(`${FIRST}\n\n${'['.repeat(1_000_000)}`),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'lines of nothing but stars and brackets',
    fileName: 'novel.md',
    bytes: () => Buffer.from(`${FIRST}\n\n${`${'*a _b [c](d '.repeat(1600)}\n\n`.repeat(10)}`),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'quotes within quotes within quotes',
    fileName: 'novel.md',
    bytes: () => Buffer.from(`${'> '.repeat(50_000)}${FIRST}`),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'code and metadata that never end',
    fileName: 'novel.md',
    bytes: () => Buffer.from(`---\ntitle: x\n\n${FIRST}\n\n\`\`\`\n${SECOND}\n`),
    outcome: { paragraphs: [FIRST, SECOND] },
  },
  {
    what: 'Markdown named txt',
    fileName: 'novel.txt',
    bytes: () => Buffer.from(writeMarkdown(chineseStory)),
    outcome: { paragraphs: ['## 第一章 雨夜来客'] },
  },
  {
    what: 'a name with directions and ends of lines',
    fileName: '../../\u202Etxt.\u0000exe\n',
    bytes: () => Buffer.from(FIRST),
    outcome: { paragraphs: [FIRST] },
  },
]
