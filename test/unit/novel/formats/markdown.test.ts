import { describe, expect, it } from 'vitest'
import { fileOf, readAll } from './writers/novel-files.ts'

async function readMarkdown(text: string) {
  const { lines, changes } = await readAll(fileOf(Buffer.from(text), 'novel.md'))
  return { lines: lines.filter((line) => line.text !== ''), changes: Object.fromEntries(changes) }
}

describe('Markdown', () => {
  it('has headings with signs before and lines under them', async () => {
    const { lines } = await readMarkdown('# One #\n\nTwo\n===\n\nThree\n---\n\n#第四章 夜\n\n#tag\n')

    expect(lines).toEqual([
      { text: 'One', headingLevel: 1 },
      { text: 'Two', headingLevel: 1 },
      { text: 'Three', headingLevel: 2 },
      { text: '第四章 夜', headingLevel: 1 },
      { text: '#tag' },
    ])
  })

  it('keeps scene breaks as lines, also right under a sentence', async () => {
    const { lines } = await readMarkdown('He left.\n---\nShe stayed.\n\n* * *\n\nIt rained.\n')

    expect(lines.map((line) => line.text)).toEqual(['He left.', '---', 'She stayed.', '* * *', 'It rained.'])
  })

  it.each([
    ['**He** ran *very* fast.', 'He ran very fast.'],
    ['他说**“不”**然后__走了__。', '他说“不”然后__走了__。'],
    ['He __left__.', 'He left.'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['\\*not emphasis\\* \\# 1986\\.', '*not emphasis* # 1986.'],
    ['a [link](http://example.org "title") and [another][ref]', 'a link and another'],
    ['好呀~~~~你来了~~', '好呀~~~~你来了~~'],
    ['a &amp; b &lt;c&gt; &nosuch;', 'a & b <c> &nosuch;'],
    ['code `x * y` stays', 'code x * y stays'],
    ['> quoted', 'quoted'],
    ['- item', 'item'],
    ['[张三]: 你好', '[张三]: 你好'],
    ['[系统][提示] 升级了', '[系统][提示] 升级了'],
    ['He cast <Fireball> at it.', 'He cast <Fireball> at it.'],
    ['::: {.note}\nin a division\n:::', 'in a division'],
    ['text<!-- remark --> and <em>tags</em>', 'text and tags'],
  ])('%s', async (markdown, text) => {
    const { lines } = await readMarkdown(`${markdown}\n`)

    expect(lines).toEqual([{ text }])
  })

  it('lets emphasis go on in the next line', async () => {
    const { lines, changes } = await readMarkdown('He was *never\nthere* again.\n')

    expect(lines.map((line) => line.text)).toEqual(['He was never', 'there again.'])
    expect(changes).toEqual({ markup: 1 })
  })

  it('leaves out metadata, notes and addresses, and counts them', async () => {
    const { lines, changes } = await readMarkdown(
      '---\ntitle: X\n---\n\nText[^1] here.\n\n[^1]: A note\n    that goes on.\n\n[ref]: http://example.org\n',
    )

    expect(lines).toEqual([{ text: 'Text here.' }])
    expect(changes).toMatchObject({ metadata: 4, note_marks: 1, footnotes: 1 })
  })

  it('keeps code as it is, without its fences', async () => {
    const { lines } = await readMarkdown('```js\nlet *a* = 1\n# no heading\n```\n')

    expect(lines).toEqual([{ text: 'let *a* = 1' }, { text: '# no heading' }])
  })
})
