import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readNovelFile } from '../../../src/novel/read-novel-file.ts'
import { fileOf } from './files.ts'

const { encode } = iconv

const NOVEL = [
  '第一章\u3000渡口',
  '',
  '\u3000\u3000雨从傍晚下到后半夜，渡口的灯一盏一盏地灭了。',
  '\u3000\u3000“你真要走？”她站在他身后问。',
  '\u3000\u3000求月票，求收藏！',
  '第二章\u3000对岸',
  '',
  '',
  '\u3000\u3000天亮了，\u200B他没有\u0007回来。',
  '',
].join('\r\n')

function read(bytes: Uint8Array, fileName = '渡口.txt', options: Parameters<typeof readNovelFile>[1] = {}) {
  return readNovelFile({ fileName, bytes: bytes.length, ...fileOf(bytes) }, options)
}

describe('readNovelFile', () => {
  it('gives the novel, its chapters, the marked lines and a report of every change', async () => {
    const bytes = encode(NOVEL, 'utf-8')
    const { novel, chapters, advertisements, report } = await read(bytes)
    expect(novel.paragraphs).toEqual([
      '第一章 渡口',
      '雨从傍晚下到后半夜，渡口的灯一盏一盏地灭了。',
      '“你真要走？”她站在他身后问。',
      '求月票，求收藏！',
      '第二章 对岸',
      '天亮了，他没有回来。',
    ])
    expect(chapters.map(({ title, startParagraph }) => [title, startParagraph])).toEqual([
      ['第一章 渡口', 0],
      ['第二章 对岸', 4],
    ])
    expect(advertisements).toEqual([{ paragraph: 3, text: '求月票，求收藏！', rule: 'vote_request', restored: false }])
    expect({ ...report, changes: Object.fromEntries(report.changes.map(({ kind, count }) => [kind, count])) }).toEqual({
      format: 'text',
      encoding: 'utf-8',
      encodingSource: 'detected',
      bytes: bytes.length,
      changes: {
        full_width_spaces: 10,
        unified_line_ends: 9,
        blank_lines: 3,
        invisible_characters: 1,
        control_characters: 1,
      },
      notes: [],
    })
  })

  it.each(['gb18030', 'utf-16le', 'utf-16be'] as const)('gives the same novel from %s', async (encoding) => {
    const text = NOVEL.replace('\u200B', '')
    const expected = await read(encode(text, 'utf-8'))
    const { novel, chapters, report } = await read(encode(text, encoding))
    expect(novel).toEqual(expected.novel)
    expect(chapters).toEqual(expected.chapters)
    expect(report.encoding).toBe(encoding)
  })

  it('reads in the encoding that a person chose, and says so', async () => {
    const bytes = encode('the cafés', 'windows-1252')
    const { novel, report } = await read(bytes, 'a.txt', { encoding: 'windows-1252' })
    expect(novel.text).toBe('the cafés')
    expect(report).toMatchObject({ encoding: 'windows-1252', encodingSource: 'chosen' })
  })

  it('reports lines that were joined, and joins none of a format that knows its paragraphs', async () => {
    const line = 'the ferry had not run since the ice came down, and the people of the far'
    const wrapped = `${`${line}\n`.repeat(6)}\n${`${line}\n`.repeat(6)}`
    const text = await read(encode(wrapped, 'utf-8'), 'ferry.txt')
    expect(text.report.changes).toContainEqual({ kind: 'joined_lines', count: 10 })
    expect(text.novel.paragraphs).toHaveLength(2)
    const page = `<!DOCTYPE html><body>${`<p>${line}</p>`.repeat(12)}</body>`
    expect((await read(encode(page, 'utf-8'), 'ferry.html')).novel.paragraphs).toHaveLength(12)
  })

  it('takes headings of the format as chapters, with their paragraphs', async () => {
    const body = '<p>He did not come back, and nobody on the far bank said his name.</p>'.repeat(9)
    const page = `<!DOCTYPE html><body><h2>Low Water</h2>${body}<h2>The Lamp</h2>${body}</body>`
    const { chapters } = await read(encode(page, 'utf-8'), 'ferry.html')
    expect(chapters.map(({ title, startParagraph }) => [title, startParagraph])).toEqual([
      ['Low Water', 0],
      ['The Lamp', 10],
    ])
  })

  it.each([
    ['white space alone', ' \n\t\u3000\n\u200B', 'novel_empty'],
    ['more characters than a novel has', `${'a'.repeat(20_000_001)}`, 'novel_too_long'],
    ['more lines than a novel has', 'a\n'.repeat(1_000_001), 'novel_too_many_lines'],
  ])('refuses %s', async (_, text, code) => {
    await expect(read(encode(text, 'utf-8'))).rejects.toMatchObject({ code })
  })
})
