import { englishStory } from '../story.ts'
import { epubFiles, pack, writeEpub } from '../writers/markup.ts'
import { writeDocx } from '../writers/office.ts'
import type { HostileCase } from './case.ts'

const FIRST = 'The lamp burned all night.'

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

export const bookCases: HostileCase[] = [
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
  {
    what: 'an epub whose navigation has forty thousand titles for one place',
    fileName: 'novel.epub',
    bytes: () => {
      const titles = Array.from({ length: 40_000 }, (_, i) => `<li><a href="text/front.xhtml">Title ${i}</a></li>`)
      return writeEpub(englishStory, { 'OEBPS/nav.xhtml': `<nav epub:type="toc"><ol>${titles.join('')}</ol></nav>` })
    },
    outcome: { paragraphs: ['Title 39999', 'Chapter One: A Guest in the Rain'] },
  },
]
