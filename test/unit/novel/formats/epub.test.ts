import { describe, expect, it } from 'vitest'
import { pack } from './writers/markup.ts'
import { fileOf, readAll } from './writers/novel-files.ts'

/** A book of the given documents, in this order, with the navigation of EPUB 2. */
async function readBook(documents: Record<string, string>, navigation: Array<[title: string, target: string]> = []) {
  const names = Object.keys(documents)
  const items = names.map((name, i) => `<opf:item id="d${i}" href="${encodeURI(name)}"/>`).join('')
  const spine = names.map((_name, i) => `<opf:itemref idref="d${i}"/>`).join('')
  const points = navigation.map(
    ([title, target]) => `<navPoint><navLabel><text>${title}</text></navLabel><content src="${target}"/></navPoint>`,
  )
  const files = Object.entries(documents).map(([name, body]): [string, string] => [
    `book/${name}`,
    `<html><body>${body}</body></html>`,
  ])
  const file = pack({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container><rootfiles><rootfile full-path="book/content.opf"/></rootfiles></container>',
    'book/content.opf':
      `<opf:package><opf:manifest>${items}<opf:item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>` +
      `</opf:manifest><opf:spine toc="ncx">${spine}</opf:spine></opf:package>`,
    'book/toc.ncx': `<ncx><navMap>${points.join('')}</navMap></ncx>`,
    ...Object.fromEntries(files),
  })
  const { lines, changes } = await readAll(fileOf(file, 'novel.epub'))
  return { lines, changes: Object.fromEntries(changes) }
}

describe('a book', () => {
  it('takes the titles of its navigation as headings, also over two lines', async () => {
    const { lines } = await readBook(
      {
        'a.xhtml': '<p>第一章</p><p>雨夜</p><p>雨下了三天。</p>',
        'b.xhtml': '<p id="two"><b>第二章　木匣</b></p><p>雨停了。</p>',
      },
      [
        ['第一章 雨夜', 'a.xhtml'],
        ['第二章 木匣', 'b.xhtml#two'],
      ],
    )

    expect(lines).toEqual([
      { text: '第一章', headingLevel: 1 },
      { text: '雨夜', headingLevel: 1 },
      { text: '雨下了三天。' },
      { text: '第二章　木匣', headingLevel: 1 },
      { text: '雨停了。' },
    ])
  })

  it('gets a title that only its navigation has, but not beside a heading of its own', async () => {
    const { lines } = await readBook(
      { 'a.xhtml': '<p><img src="title.png"/></p><p>It rained.</p>', 'b.xhtml': '<h1>Two</h1><p>It stopped.</p>' },
      [
        ['The Rain', 'a.xhtml'],
        ['Chapter 2', 'b.xhtml'],
      ],
    )

    expect(lines).toEqual([
      { text: 'The Rain', headingLevel: 1 },
      { text: 'It rained.' },
      { text: 'Two', headingLevel: 1 },
      { text: 'It stopped.' },
    ])
  })

  it('leaves out ruby and notes with their marks, in the document and in another one', async () => {
    const { lines, changes } = await readBook({
      'a.xhtml':
        '<p><ruby>灵<rt>líng</rt></ruby>气<a epub:type="noteref" href="#n1">1</a>回来了<sup><a href="n.xhtml#n2">[2]</a></sup>。</p>' +
        '<aside epub:type="footnote" id="n1"><p>注释一</p></aside><p>x<sup>2</sup></p>',
      'n.xhtml': '<p id="n2"><a href="a.xhtml#r2">[2]</a> 注释二</p><p>后记。</p>',
    })

    expect(lines.map((line) => line.text)).toEqual(['灵气回来了。', 'x2', '后记。'])
    expect(changes).toEqual({ ruby: 1, note_marks: 2, footnotes: 2 })
  })

  it('leaves out notes of Chinese e-books', async () => {
    const { lines, changes } = await readBook({
      'a.xhtml':
        '<p>他来了<a class="duokan-footnote" href="#f1"><img src="note.png"/></a>。</p>' +
        '<ol class="duokan-footnote-content"><li class="duokan-footnote-item" id="f1">注</li></ol>',
    })

    expect(lines.map((line) => line.text)).toEqual(['他来了。'])
    expect(changes).toMatchObject({ note_marks: 1, footnotes: 1 })
  })

  it('is read in the order of its spine, whatever its files are called', async () => {
    const { lines } = await readBook({ '第 2.xhtml': '<p>one</p>', 'z.xhtml': '<p>two</p>', 'a.xhtml': '<p>three</p>' })

    expect(lines.map((line) => line.text)).toEqual(['one', 'two', 'three'])
  })
})
