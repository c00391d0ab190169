import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseStoredNovel, readNovel } from '../../../src/novel/read-novel.ts'

const WRAPPED = `CHAPTER I.
THE FERRY AT LOW WATER

The ferry had not run since the ice came down, and the people of the
far bank had grown used to shouting across the water what they would
once have said over a fence.

"Is there bread?" called Mr. Pell, who had a voice like a gate, and all
the gulls went up at once from the mud.

  Row, row, the tide is low,
  Row, row, we must not go.

Nobody answered him.
`

describe('readNovel', () => {
  it('puts wrapped lines back together and keeps headings and verse apart', () => {
    expect(readNovel(WRAPPED).paragraphs).toEqual([
      'CHAPTER I.',
      'THE FERRY AT LOW WATER',
      'The ferry had not run since the ice came down, and the people of the far bank had grown used to shouting across the water what they would once have said over a fence.',
      '"Is there bread?" called Mr. Pell, who had a voice like a gate, and all the gulls went up at once from the mud.',
      'Row, row, the tide is low,',
      'Row, row, we must not go.',
      'Nobody answered him.',
    ])
  })

  it('takes each line of a web novel as a paragraph, without its indent', () => {
    const raw = '第一章 渡口\r\n\r\n\u3000\u3000雨从傍晚下到后半夜。\r\n\u3000\u3000“你真要走？”他问。\r\n'
    expect(readNovel(raw)).toMatchObject({
      paragraphs: ['第一章 渡口', '雨从傍晚下到后半夜。', '“你真要走？”他问。'],
      language: 'zh',
    })
  })

  it('joins wrapped Chinese lines without a space', () => {
    const raw = `    ${'雨下得很大街上没有一个人'.repeat(3)}\n${'灯也都灭了他站在桥头等着'.repeat(3)}\n${'风从河面上吹过来带着鱼腥'.repeat(3)}\n只有狗在叫。\n    他没有动。\n`
    const { paragraphs } = readNovel(raw)
    expect(paragraphs).toHaveLength(2)
    expect(paragraphs[0]).toMatch(/人灯也都灭了.*鱼腥只有狗在叫。$/)
  })

  it('counts code points and names the text by its sha256', () => {
    const novel = readNovel('a𠮷b\n\nc')
    expect(novel.text).toBe('a𠮷b\nc')
    expect(novel.characters).toBe(5)
    expect(novel.sha256).toBe(createHash('sha256').update('a𠮷b\nc').digest('hex'))
  })

  it('finds the language of the book, not of the licence around it', () => {
    const licence = 'You may copy it, give it away or re-use it under the terms of the licence.\n'.repeat(20)
    const start = '*** START OF THE PROJECT GUTENBERG EBOOK 渡口 ***'
    const end = '*** END OF THE PROJECT GUTENBERG EBOOK 渡口 ***'
    expect(readNovel(`${licence}${start}\n雨下了一夜，他没有回来。\n${end}\n${licence}`).language).toBe('zh')
  })

  it('refuses a text of white space and a text with half a character', () => {
    expect(() => readNovel(' \n\u200B\n')).toThrow(expect.objectContaining({ code: 'novel_empty' }))
    expect(() => readNovel('half \uD842 a character')).toThrow(
      expect.objectContaining({ code: 'novel_half_characters' }),
    )
  })

  it('takes a stored novel apart line by line and guesses nothing', () => {
    const line = 'the ferry had not run since the ice came down, and the people of the far'
    const { text, paragraphs, sha256 } = readNovel(`${line}\n${line}\n${line}\n${line}`)
    expect(parseStoredNovel(text, sha256)).toMatchObject({ text, paragraphs: [line, line, line, line] })
    expect(paragraphs).toHaveLength(4)
  })

  it('does not take another text for the stored one', () => {
    const { sha256 } = readNovel('雨下了一夜。')
    expect(() => parseStoredNovel('雨下了两夜。', sha256)).toThrow(sha256)
  })
})
