import { crc32, deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { englishStory } from '../story.ts'
import { epubFiles, pack, writeEpub } from '../writers/markup.ts'
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
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

function docxOf(documentXml: string): Uint8Array {
  return pack({ '[Content_Types].xml': CONTENT_TYPES, 'word/document.xml': documentXml })
}

function paragraphXml(text: string): string {
  return `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
}

/** Entities that would unpack to 10 GB. */
const LAUGHS = [
  '<!DOCTYPE d [<!ENTITY a "haha">',
  ...Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`),
  ']>',
].join('')

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
    what: 'a hundred thousand entries',
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
  {
    what: 'a docx without its document',
    fileName: 'novel.docx',
    bytes: () => pack({ '[Content_Types].xml': CONTENT_TYPES, 'word/styles.xml': '<w:styles/>' }),
    outcome: { error: 'novel_damaged', params: { format: 'docx' } },
  },
  {
    what: 'a docx whose document is cut off within',
    fileName: 'novel.docx',
    bytes: () => docxOf(`<w:document ${WORD}><w:body>${paragraphXml(FIRST)}<w:p><w:r><w:t>In the`),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a docx with entities of entities',
    fileName: 'novel.docx',
    bytes: () =>
      docxOf(`<?xml version="1.0"?>${LAUGHS}<w:document ${WORD}>${paragraphXml(`${FIRST} &j;`)}</w:document>`),
    outcome: { paragraphs: [`${FIRST} &j;`] },
  },
  {
    what: 'a docx nested a hundred thousand deep',
    fileName: 'novel.docx',
    bytes: () => docxOf(`<w:document ${WORD}>${'<w:sdt>'.repeat(100_000)}`),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a docx that is not UTF-8',
    fileName: 'novel.docx',
    bytes: () => pack({ 'word/document.xml': Buffer.from(`<w:document ${WORD}>\xff\xfe</w:document>`, 'latin1') }),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'a docx named epub',
    fileName: 'novel.epub',
    bytes: () => writeDocx(englishStory),
    outcome: { paragraphs: ['Chapter Five: Homeward'], notes: ['mislabelled'] },
  },
  {
    what: 'an epub without a package document',
    fileName: 'novel.epub',
    bytes: () => pack({ mimetype: 'application/epub+zip', 'text.xhtml': `<p>${FIRST}</p>` }),
    outcome: { error: 'novel_damaged', params: { format: 'epub' } },
  },
  {
    what: 'an epub whose package document is missing',
    fileName: 'novel.epub',
    bytes: () => pack({ 'META-INF/container.xml': epubFiles(englishStory)['META-INF/container.xml'] ?? '' }),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'an epub with an empty spine',
    fileName: 'novel.epub',
    bytes: () => writeEpub(englishStory, { 'OEBPS/content.opf': '<package><manifest/><spine/></package>' }),
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'an epub of which a chapter is missing',
    fileName: 'novel.epub',
    bytes: () => {
      const { 'OEBPS/text/part8.xhtml': _missing, ...files } = epubFiles(englishStory)
      return pack(files)
    },
    outcome: {
      paragraphs: ['Chapter One: A Guest in the Rain', 'Chapter Three: The Clock Tower'],
      notes: ['part_missing'],
    },
  },
  {
    what: 'an epub with a document that is a picture',
    fileName: 'novel.epub',
    bytes: () => pack({ ...epubFiles(englishStory), 'OEBPS/text/part8.xhtml': Buffer.alloc(500) }),
    outcome: { error: 'novel_damaged', params: { format: 'epub' } },
  },
  {
    what: 'an epub whose documents are all missing',
    fileName: 'novel.epub',
    bytes: () => {
      const files = Object.entries(epubFiles(englishStory)).filter(([name]) => !name.endsWith('.xhtml'))
      return pack(Object.fromEntries(files))
    },
    outcome: { error: 'novel_damaged' },
  },
  {
    what: 'an epub locked by Adobe',
    fileName: 'novel.epub',
    bytes: () =>
      writeEpub(englishStory, { 'META-INF/rights.xml': '<adept:rights xmlns:adept="http://ns.adobe.com/adept"/>' }),
    outcome: { error: 'novel_drm', params: { scheme: 'Adobe ADEPT' } },
  },
  {
    what: 'an epub locked by Readium LCP',
    fileName: 'novel.epub',
    bytes: () => writeEpub(englishStory, { 'META-INF/license.lcpl': '{}' }),
    outcome: { error: 'novel_drm', params: { scheme: 'Readium LCP' } },
  },
  {
    what: 'an epub locked by Apple',
    fileName: 'novel.epub',
    bytes: () => writeEpub(englishStory, { 'META-INF/sinf.xml': '<fairplay:sinf/>' }),
    outcome: { error: 'novel_drm', params: { scheme: 'Apple FairPlay' } },
  },
  {
    what: 'an epub of which only the fonts are garbled',
    fileName: 'novel.epub',
    bytes: () =>
      writeEpub(englishStory, {
        'META-INF/encryption.xml':
          '<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>' +
          '<enc:CipherReference URI="font.otf"/></enc:EncryptedData></encryption>',
      }),
    outcome: { paragraphs: ['Chapter One: A Guest in the Rain'] },
  },
  {
    what: 'an epub whose links go round in circles and out of it',
    fileName: 'novel.epub',
    bytes: () =>
      writeEpub(englishStory, {
        'OEBPS/nav.xhtml':
          '<nav epub:type="toc"><ol><li><a href="nav.xhtml">a</a><li><a href="../../../x#%zz">b</a></ol>',
      }),
    outcome: { paragraphs: ['Chapter One: A Guest in the Rain'] },
  },
]
