import { describe, expect, it } from 'vitest'
import { fileOf, readAll } from './writers/novel-files.ts'

async function readPage(body: string) {
  const { lines, changes } = await readAll(fileOf(Buffer.from(`<html><body>${body}</body></html>`), 'page.html'))
  return { texts: lines.map((line) => line.text.trim()), lines, changes: Object.fromEntries(changes) }
}

describe('a page', () => {
  it('has a paragraph for each block, item, row, and piece between line breaks', async () => {
    const { texts } = await readPage(
      'loose<div>in <b>bold</b><p>one<br>two<br/><br>three</p></div><ul><li>a<li>b</ul><table><tr><td>x<td>y</table>end',
    )

    expect(texts).toEqual(['loose', 'in bold', 'one', 'two', 'three', 'a', 'b', 'x y', 'end'])
  })

  it('joins lines of its source: words with a space, ideographs without', async () => {
    const { texts } = await readPage('<p>the\n  lamp</p><p>灯\n    火</p>')

    expect(texts).toEqual(['the lamp', '灯火'])
  })

  it('keeps lines of preformatted text', async () => {
    const { texts } = await readPage('<pre>one\ntwo</pre>')

    expect(texts).toEqual(['one', 'two'])
  })

  it('has a scene break for a rule between paragraphs, and none beside headings or at the ends', async () => {
    const { texts } = await readPage('<hr><p>one</p><hr><hr><p>two</p><hr><h2>Title</h2><hr><p>three</p><hr>')

    expect(texts).toEqual(['one', '* * *', 'two', 'Title', 'three'])
  })

  it('says the level of headings and decodes entities', async () => {
    const { lines } = await readPage('<h3>A &amp; B</h3><p>&ldquo;No&hellip;&rdquo; &#x4e2d;</p>')

    expect(lines).toEqual([{ text: 'A & B', headingLevel: 3 }, { text: '“No…” 中' }])
  })

  it('leaves out menus and hidden text and counts them, and programs', async () => {
    const { texts, changes } = await readPage(
      'text<span hidden>secret</span><nav>Home</nav>more<script>"<p>no</p>"</script><style>p {}</style><svg><text>no</text></svg>',
    )

    expect(texts).toEqual(['text', 'more'])
    expect(changes).toEqual({ navigation: 1, hidden_text: 1 })
  })
})
