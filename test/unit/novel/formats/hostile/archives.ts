import { crc32, deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { englishStory } from '../story.ts'
import { pack, writeEpub } from '../writers/markup.ts'
import { writeDocx } from '../writers/office.ts'
import { rawZip } from '../writers/raw-zip.ts'
import type { HostileCase } from './case.ts'

const MB = 1024 * 1024
const FIRST = 'The lamp burned all night.'
const SECOND = 'In the morning the boat was gone.'

/** A directory whose entries all are the same packed data: each megabyte is paid for once. */
function overlapping(count: number, unpackedMb: number): Buffer {
  const content = Buffer.alloc(unpackedMb * MB, ' ')
  const entries = Array.from({ length: count }, (_, i) => ({
    name: 'chapter.txt',
    content: i === 0 ? content : '',
    claims: { size: content.length, offset: 0, checksum: crc32(content) },
    packed: i === 0 ? deflateRawSync(content) : Buffer.alloc(0),
  }))
  const packedSize = entries[0]?.packed.length ?? 0
  return rawZip(entries.map((entry) => ({ ...entry, claims: { ...entry.claims, packedSize } })))
}

/** A chain of a packed block that unpacks to more of itself than an archive may hold. */
function bomb(name: string, megabytes: number, claimed?: number): Buffer {
  const content = Buffer.alloc(megabytes * MB, ' ')
  return rawZip([{ name, content, claims: claimed === undefined ? {} : { size: claimed } }])
}

async function changed(file: Uint8Array | Promise<Uint8Array>, change: (bytes: Buffer) => Buffer): Promise<Buffer> {
  return change(Buffer.from(await file))
}

const CONTENT_TYPES = '<?xml version="1.0"?><Types/>'

export const archiveCases: HostileCase[] = [
  {
    what: 'a zip cut off in the middle',
    fileName: 'novel.zip',
    bytes: () => pack({ '1.txt': FIRST.repeat(50), '2.txt': SECOND }).slice(0, 90),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a docx cut off at its end',
    fileName: 'novel.docx',
    bytes: () => changed(writeDocx(englishStory), (bytes) => bytes.subarray(0, bytes.length - 40)),
    outcome: { error: 'novel_damaged', params: { format: 'docx' } },
  },
  {
    what: 'an epub of which half is there',
    fileName: 'novel.epub',
    bytes: () => changed(writeEpub(englishStory), (bytes) => bytes.subarray(0, bytes.length / 2)),
    outcome: { error: 'novel_damaged', params: { format: 'epub' } },
  },
  {
    what: 'an empty archive',
    fileName: 'novel.zip',
    bytes: () => rawZip([]),
    outcome: { error: 'novel_archive_empty', params: { files: 0 } },
  },
  {
    what: 'an archive of pictures',
    fileName: 'novel.zip',
    bytes: () => pack({ '1.jpg': '\u00ff', '2.png': 'x' }),
    outcome: { error: 'novel_archive_empty', params: { files: 2 } },
  },
  {
    what: 'a file that unpacks a thousandfold',
    fileName: 'novel.zip',
    bytes: () => bomb('1.txt', 100),
    outcome: { error: 'novel_bomb' },
  },
  {
    what: 'a bomb that claims to be small',
    fileName: 'novel.zip',
    bytes: () => bomb('1.txt', 100, 1000),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a bomb as a Word document',
    fileName: 'novel.docx',
    bytes: () => bomb('word/document.xml', 100),
    outcome: { error: 'novel_bomb', params: { format: 'docx' } },
  },
  {
    what: 'entries that lie over each other',
    fileName: 'novel.zip',
    bytes: () => overlapping(200, 1),
    outcome: { error: 'novel_bomb' },
  },
  {
    what: 'more entries than a novel has chapters',
    fileName: 'novel.zip',
    bytes: () => rawZip(Array.from({ length: 25_000 }, (_, i) => ({ name: `${i}.txt`, content: '', method: 0 }))),
    outcome: { error: 'novel_bomb' },
  },
  {
    what: 'a directory that claims entries it has not',
    fileName: 'novel.zip',
    bytes: () => rawZip([{ name: '1.txt', content: FIRST }], 5000),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'an entry whose checksum is wrong',
    fileName: 'novel.zip',
    bytes: () => rawZip([{ name: '1.txt', content: FIRST, claims: { checksum: 1 } }]),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'an entry that begins beyond the file',
    fileName: 'novel.zip',
    bytes: () => rawZip([{ name: '1.txt', content: FIRST, claims: { offset: 1_000_000 } }]),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a method of packing that nobody uses',
    fileName: 'novel.zip',
    bytes: () => rawZip([{ name: '1.txt', content: FIRST, method: 97 }]),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'packed data that are noise',
    fileName: 'novel.zip',
    bytes: () => rawZip([{ name: '1.txt', content: FIRST, packed: Buffer.from('noise, not deflate') }]),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'an archive with a password',
    fileName: 'novel.zip',
    bytes: () => rawZip([{ name: '1.txt', content: FIRST, flags: 1 }]),
    outcome: { error: 'novel_encrypted' },
  },
  {
    what: 'an archive within an archive',
    fileName: 'novel.zip',
    bytes: () => pack({ '1.txt': FIRST, 'more.zip': pack({ '2.txt': SECOND }) }),
    outcome: { error: 'novel_nested_archive', params: { name: 'more.zip' } },
  },
  {
    what: 'an archive within an archive under the name of a text',
    fileName: 'novel.zip',
    bytes: () => pack({ '1.txt': pack({ '2.txt': SECOND }) }),
    outcome: { error: 'novel_nested_archive' },
  },
  {
    what: 'names that lead out of the folder',
    fileName: 'novel.zip',
    bytes: () =>
      rawZip([
        { name: '../../etc/1.txt', content: FIRST },
        { name: 'C:\\windows\\2.txt', content: SECOND },
      ]),
    outcome: { paragraphs: [FIRST, SECOND] },
  },
  {
    what: 'absolute names, and two files of one name',
    fileName: 'novel.zip',
    bytes: () =>
      rawZip([
        { name: '/1.txt', content: FIRST },
        { name: '/1.txt', content: SECOND },
      ]),
    outcome: { paragraphs: [FIRST, SECOND] },
  },
  {
    what: 'names in GBK that nothing declares',
    fileName: '小说.zip',
    bytes: () =>
      rawZip(
        ['第十章 渡口', '第2章 归舟'].map((name) => ({
          name: iconv.encode(`${name}.txt`, 'gbk'),
          content: iconv.encode('灯火亮了一夜，江上没有一条船，只有风从渡口吹过来。', 'gbk'),
        })),
      ),
    outcome: { paragraphs: ['第2章 归舟', '第十章 渡口'] },
  },
  {
    what: 'what a Mac leaves in archives',
    fileName: 'novel.zip',
    bytes: () => pack({ '__MACOSX/._1.txt': '\u0000\u0005\u0016', '.DS_Store': '\u0000', '1.txt': FIRST }),
    outcome: { paragraphs: [FIRST] },
  },
  {
    what: 'text, pictures, and an empty file',
    fileName: 'novel.zip',
    bytes: () => pack({ 'a.txt': FIRST, 'b.txt': '', 'cover.jpg': 'x' }),
    outcome: { paragraphs: [FIRST], changes: ['skipped_files'] },
  },
  {
    what: 'a picture that is called a text',
    fileName: 'novel.zip',
    bytes: () => pack({ '1.txt': FIRST, '2.txt': Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1') }),
    outcome: { error: 'novel_mislabelled', params: { detected: 'PNG' } },
  },
  {
    what: 'a spreadsheet',
    fileName: 'novel.xlsx',
    bytes: () => pack({ '[Content_Types].xml': CONTENT_TYPES, 'xl/workbook.xml': '<x/>' }),
    outcome: { error: 'novel_binary', params: { detected: 'XLSX' } },
  },
  {
    what: 'an OpenDocument text',
    fileName: 'novel.odt',
    bytes: () => pack({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    outcome: { error: 'novel_format_unsupported', params: { detected: 'ODT', advised: 'docx' } },
  },
]
