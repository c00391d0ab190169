import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'

const LONG = 'Nobody on the quay would say whose boat it was, or how long it had lain there. '.repeat(4).trim()

/** Starts, titles and volumes of the chapters of a text with one paragraph a line. */
function chaptersOf(text: string): Array<[start: number, title: string, volume: string | null]> {
  const { chapters } = divideIntoChapters(text.split('\n'))
  return chapters.map(({ startParagraph, title, volume }) => [startParagraph, title, volume])
}

function notesOf(titles: readonly string[]): Array<[code: string, paragraph: number | undefined]> {
  const { notes } = divideIntoChapters(titles.flatMap((title) => [title, '河面上没有灯。']))
  return notes.map(({ code, paragraph }) => [code, paragraph])
}

describe('divideIntoChapters', () => {
  it('takes the title from the lines under the label', () => {
    expect(chaptersOf('第五章\n灯下\n她在写信。\n第六章\n路上\n信丢了。')).toEqual([
      [0, '第五章 灯下', null],
      [3, '第六章 路上', null],
    ])
    expect(chaptersOf('CHAPTER IX.\nIN WHICH A KETTLE BOILS\nAND NOBODY DRINKS\nThe gate was shut.')).toEqual([
      [0, 'CHAPTER IX. IN WHICH A KETTLE BOILS AND NOBODY DRINKS', null],
    ])
  })

  it('shows titles without their decoration', () => {
    expect(chaptersOf('### 第3章 借伞 ###\n他没有伞。\n【第四章】还伞\n伞破了。').map(([, title]) => title)).toEqual([
      '第3章 借伞',
      '第四章 还伞',
    ])
  })

  it('makes one chapter and a note of a novel without headings', () => {
    expect(divideIntoChapters(['水声很响。', '他走了。'])).toEqual({
      chapters: [{ title: '', volume: null, startParagraph: 0, endParagraph: 2 }],
      notes: [{ code: 'no_headings', params: {} }],
    })
  })

  it('keeps what stands before the first heading as a chapter without a title', () => {
    expect(chaptersOf(`THE BOAT\n${LONG}\nChapter 1\nThe gate was shut.`)).toEqual([
      [0, '', null],
      [2, 'Chapter 1', null],
    ])
  })

  it('gives chapters the volume that they are in', () => {
    const text = '第一卷 潮起\n第一章 雾\n没有灯。\n第二章 霜\n没有船。\n第二卷 潮落\n第一章 雪\n没有人。'
    expect(chaptersOf(text)).toEqual([
      [0, '', null],
      [1, '第一章 雾', '第一卷 潮起'],
      [3, '第二章 霜', '第一卷 潮起'],
      [6, '第一章 雪', '第二卷 潮落'],
    ])
  })

  it('reads the volume that stands on the line of the chapter', () => {
    expect(chaptersOf('第一卷 潮起 第一章 雾\n没有灯。\n第二卷 潮落 第二章 霜\n没有船。')).toEqual([
      [0, '第一卷 潮起 第一章 雾', '第一卷 潮起'],
      [2, '第二卷 潮落 第二章 霜', '第二卷 潮落'],
    ])
  })

  it('takes volumes for chapters where there are none in them', () => {
    expect(chaptersOf('上部\n没有灯。\n下部\n没有船。')).toEqual([
      [0, '上部', null],
      [2, '下部', null],
    ])
  })

  it('makes a volume with a text of its own a chapter', () => {
    expect(chaptersOf(`PART ONE\n${LONG}\nChapter 1\nThe gate was shut.\nChapter 2\nIt fell.`).slice(0, 2)).toEqual([
      [0, 'PART ONE', 'PART ONE'],
      [2, 'Chapter 1', 'PART ONE'],
    ])
  })

  it('says where a table of contents stands, counted from 1', () => {
    const text = '船\n目录\n第一章 夜渡\n第二章 天明\n第一章 夜渡\n水声很响。\n第二章 天明\n他走了。'
    expect(divideIntoChapters(text.split('\n')).notes).toEqual([
      { code: 'contents_recognised', params: { from: 2, to: 4 }, paragraph: 1 },
    ])
  })

  it.each([
    [['第一章', '第二章', '第三章'], []],
    [['第一章', '第二章', '第五章'], [['number_missing', 4]]],
    [['第一章 雾', '第二章 霜', '第二章 雪', '第三章 雨'], [['number_repeated', 4]]],
    [['第一章', '第二章', '第一章 雪', '第二章 雨'], [['number_restarted', 4]]],
    [
      ['第一章', '第二章', '第四章', '第三章', '第五章'],
      [
        ['number_missing', 4],
        ['number_backwards', 6],
      ],
    ],
    [['第一卷 潮起', '第一章', '第二章', '第二卷 潮落', '第一章', '第二章'], []],
  ])('reports the numbers of %j', (titles, notes) => {
    expect(notesOf(titles)).toEqual(notes)
  })

  it('counts notes of a kind instead of listing all', () => {
    const titles = Array.from({ length: 40 }, (_, i) => `第${i * 2 + 1}章 雾`)
    const { notes } = divideIntoChapters(titles.flatMap((title) => [title, '河面上没有灯。']))
    expect(notes.filter(({ code }) => code === 'number_missing')).toHaveLength(5)
    expect(notes.at(-1)).toEqual({ code: 'more_of_the_kind', params: { count: 34 } })
  })

  it('tiles every text', () => {
    const line = fc.oneof(
      fc.constantFrom('她没有回答。', 'The miller did not turn round.', '桥下的水是黑的。', LONG),
      fc.constantFrom(
        '第一章',
        '第二章 渡口',
        '第二章渡口，来人',
        'Chapter 1',
        'chapter 2',
        'I',
        'II',
        'PART ONE',
        '卷二',
        '目录',
      ),
      fc.constantFrom(
        '楔子',
        'THE END',
        '第一章 夜…………1',
        '第二章 天…………9',
        '（三）',
        'Day One',
        '第一卷 第三章',
        '1',
        '2',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    )
    const outline = fc.array(fc.record({ paragraph: fc.nat(70), level: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), outline, (paragraphs, entries) => {
        const { chapters } = divideIntoChapters(paragraphs, entries)
        expect(chapters[0]?.startParagraph).toBe(0)
        expect(chapters.at(-1)?.endParagraph).toBe(paragraphs.length)
        chapters.forEach((chapter, i) => {
          expect(chapter.endParagraph).toBeGreaterThan(chapter.startParagraph)
          if (i > 0) expect(chapter.startParagraph).toBe(chapters[i - 1]?.endParagraph)
        })
      }),
      { numRuns: 300 },
    )
  })
})
