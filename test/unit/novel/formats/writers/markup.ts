/** A story as HTML, Markdown and epub. Archives are packed by `fflate`. */
import { strToU8, type Zippable, zipSync } from 'fflate'
import type { Story } from '../story.ts'

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('“', '&ldquo;')
}

export function writeHtml(story: Story, charset = 'utf-8'): string {
  const body = story.chapters.map(({ title, paragraphs }) => {
    const text = paragraphs.map((words) => `  <p class="t">\n    ${escapeMarkup(words)}\n  </p>`)
    return [`<h2>${escapeMarkup(title)}</h2>`, ...text].join('\n')
  })
  const front = story.front.map((words) => `<div>${escapeMarkup(words)}</div>`)
  return [
    '<!DOCTYPE html>',
    `<html lang="${story.language}"><head><meta charset="${charset}"><title>${story.title}</title>`,
    '<style>p { text-indent: 2em }</style><script>if (1 < 2) document.write("<p>no text</p>")</script></head>',
    '<body><nav><a href="/">Home</a></nav>',
    ...front,
    ...body,
    '<p style="display: none">hidden</p></body></html>',
  ].join('\n')
}

export function writeMarkdown(story: Story): string {
  const words = (text: string) => (text === '* * *' ? text : text.replace(/([*_[\]`\\])/g, '\\$1'))
  const metadata = ['---', `title: ${story.title}`, 'draft: false', '---', '']
  const chapters = story.chapters.flatMap(({ title, paragraphs }) => [
    `## ${title}`,
    '',
    ...paragraphs.flatMap((text, i) => [i === 1 ? `*${words(text)}*` : words(text), '']),
  ])
  return [...metadata, ...story.front.flatMap((text) => [text, '']), ...chapters].join('\n')
}

const CONTAINER =
  '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>' +
  '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'

/** The files of an epub. The chapters' names sort in another order than they are read. */
export function epubFiles(story: Story): Record<string, string> {
  const names = story.chapters.map((_chapter, i) => `text/part${9 - i}.xhtml`)
  const items = names.map((name, i) => `<item id="c${i}" href="${name}" media-type="application/xhtml+xml"/>`)
  const spine = names.map((_name, i) => `<itemref idref="c${i}"/>`)
  const toc = story.chapters.map(({ title }, i) => `<li><a href="${names[i]}#start">${title}</a></li>`)
  const files: Record<string, string> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER,
    'OEBPS/content.opf':
      `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>${items.join('')}` +
      '<item id="front" href="text/front.xhtml" media-type="application/xhtml+xml"/>' +
      '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>' +
      `<spine><itemref idref="front"/><itemref idref="nav"/>${spine.join('')}</spine></package>`,
    'OEBPS/nav.xhtml': page(`<nav epub:type="toc"><ol>${toc.join('')}</ol></nav>`),
    'OEBPS/text/front.xhtml': page(story.front.map((text) => `<p>${text}</p>`).join('\n')),
  }
  story.chapters.forEach(({ title, paragraphs }, i) => {
    const text = paragraphs.map((words) => `<p>${words}</p>`).join('\n')
    files[`OEBPS/${names[i]}`] = page(`<div><p id="start" class="title">${title}</p>${text}</div>`)
  })
  return files
}

function page(body: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">' +
    `<head><title>no text</title></head><body>${body}</body></html>`
  )
}

export function writeEpub(story: Story, more: Record<string, string> = {}): Uint8Array {
  return pack({ ...epubFiles(story), ...more })
}

export function pack(files: Record<string, string | Uint8Array>): Uint8Array {
  const zippable: Zippable = {}
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? strToU8(content) : content
    // The media type of an epub comes first and is not packed.
    zippable[name] = name === 'mimetype' ? [bytes, { level: 0 }] : bytes
  }
  return zipSync(zippable)
}
