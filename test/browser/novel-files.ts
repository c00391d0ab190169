/** Files of novels as a person would bring them, made here. */
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { strToU8, zipSync } from 'fflate'

/** A chapter: its heading, then its paragraphs. */
export type ChapterLines = readonly [string, ...string[]]

export async function docxOf(chapters: readonly ChapterLines[]): Promise<Buffer> {
  const children = chapters.flatMap(([heading, ...paragraphs]) => [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
    ...paragraphs.map((text) => new Paragraph(text)),
  ])
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

/** One document for each chapter, in the order of the spine, and a table of contents. */
export function epubOf(title: string, chapters: readonly ChapterLines[]): Buffer {
  const names = chapters.map((_, index) => `c${index + 1}`)
  const page = ([heading, ...paragraphs]: ChapterLines) => `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${heading}</title></head>
<body><h1>${heading}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</body></html>`
  const files: Record<string, Uint8Array> = {
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8(`<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`),
    'book.opf': strToU8(`<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">test</dc:identifier><dc:title>${title}</dc:title><dc:language>zh</dc:language></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
${names.map((name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`).join('')}</manifest>
<spine>${names.map((name) => `<itemref idref="${name}"/>`).join('')}</spine></package>`),
    'nav.xhtml': strToU8(`<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>
${chapters.map(([heading], index) => `<li><a href="${names[index]}.xhtml">${heading}</a></li>`).join('')}</ol></nav></body></html>`),
  }
  for (const [index, chapter] of chapters.entries()) files[`${names[index]}.xhtml`] = strToU8(page(chapter))
  return Buffer.from(zipSync(files, { level: 6 }))
}
