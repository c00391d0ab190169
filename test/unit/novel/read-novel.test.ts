import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { readNovel } from '../../../src/novel/read-novel.ts'

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

/** Text as it comes: words of two alphabets, blank lines, indents, invisible characters, combining marks, stray carriage returns. */
const rawText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\n\n',
        '\r\n',
        '\r',
        '\t',
        '  ',
        '\u3000\u3000',
        '\u200B',
        '\uFEFF',
        '\u00AD',
        '\u2028',
        '\u0301',
      ),
      fc.constantFrom(
        '第一章 雨夜',
        'Chapter 1',
        '他没有回来。',
        'The rain fell on the roof all night, and',
        'e\u0301',
        '。',
        '…',
        '"',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

function read(raw: string) {
  try {
    return readNovel(raw)
  } catch (error) {
    if (error instanceof CineqoError) return null
    throw error
  }
}

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

  it('refuses a text of white space and a text with half a character', () => {
    expect(() => readNovel(' \n\u200B\n')).toThrow(expect.objectContaining({ code: 'novel_empty' }))
    expect(() => readNovel('half \uD842 a character')).toThrow(
      expect.objectContaining({ code: 'novel_half_characters' }),
    )
  })

  it('gives the same novel when it reads its own text again', () => {
    fc.assert(
      fc.property(rawText, (raw) => {
        const novel = read(raw)
        if (novel) expect(readNovel(novel.text)).toEqual(novel)
      }),
    )
  })

  it('is its paragraphs joined by newlines, none of them empty, trimmed or broken', () => {
    fc.assert(
      fc.property(rawText, (raw) => {
        const novel = read(raw)
        if (!novel) return
        expect(novel.paragraphs.join('\n')).toBe(novel.text)
        for (const paragraph of novel.paragraphs) {
          expect(paragraph).not.toBe('')
          expect(paragraph).toBe(paragraph.trim())
          expect(paragraph).not.toContain('\n')
        }
      }),
    )
  })

  it('loses nothing that can be seen', () => {
    const visible = (text: string) =>
      text.replace(/[\s\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, '').normalize('NFC')
    fc.assert(
      fc.property(rawText, (raw) => {
        const novel = read(raw)
        expect(visible(novel?.text ?? '')).toBe(visible(raw))
      }),
    )
  })
})
