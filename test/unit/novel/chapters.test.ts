import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findChapters } from '../../../src/novel/chapters.ts'

const PROSE = [
  '她把灯芯往上拨了拨，没有回答。',
  'The miller did not turn round.',
  '桥下的水是黑的。',
  'Snow lay level with the gate.',
]
const LONG = 'Nobody on the quay would say whose boat it was, or how long it had lain there. '.repeat(4).trim()

/** Titles and starts of the chapters of a text with one paragraph a line. */
function chaptersOf(text: string): Array<[string, number]> {
  return findChapters(text.split('\n')).map(({ title, startParagraph }) => [title, startParagraph])
}

describe('findChapters', () => {
  it.each([
    ['第一章 夜渡\n水声很响。\n第二章 天明\n他走了。', ['第一章 夜渡', '第二章 天明']],
    ['第1章：夜渡\n水声很响。\n第2章：天明\n他走了。', ['第1章：夜渡', '第2章：天明']],
    ['第一百二十回　卖旧琴　识故人\n话说那日。', ['第一百二十回　卖旧琴　识故人']],
    ['楔子\n水声很响。\n第一章 夜渡\n他走了。\n番外 阿桃\n她笑了。', ['楔子', '第一章 夜渡', '番外 阿桃']],
    ['### 第3章 借伞 ###\n他没有伞。', ['第3章 借伞']],
    ['【第四章 还伞】\n伞破了。', ['第四章 还伞']],
    ['第五章\n灯下\n她在写信。\n第六章\n路上\n信丢了。', ['第五章 灯下', '第六章 路上']],
    ['一\n水声很响。\n二\n他走了。', ['一', '二']],
  ])('finds Chinese headings: %j', (text, titles) => {
    expect(chaptersOf(text).map(([title]) => title)).toEqual(titles)
  })

  it.each([
    ['Chapter 1\nThe gate was shut.\nChapter 2\nIt opened.', ['Chapter 1', 'Chapter 2']],
    ['CHAPTER IV. The Salt Road\nThe gate was shut.', ['CHAPTER IV. The Salt Road']],
    [
      'CHAPTER IX.\nIN WHICH A KETTLE BOILS\nAND NOBODY DRINKS\nThe gate was shut.',
      ['CHAPTER IX. IN WHICH A KETTLE BOILS AND NOBODY DRINKS'],
    ],
    ['Chapter Twenty-One: Tar\nThe gate was shut.', ['Chapter Twenty-One: Tar']],
    ['Prologue\nThe gate was shut.\nChapter 1\nIt opened.\nEpilogue\nIt fell.', ['Prologue', 'Chapter 1', 'Epilogue']],
    ['I\nThe gate was shut.\nII\nIt opened.\nIII\nIt fell.', ['I', 'II', 'III']],
    ['1. Tar\nThe gate was shut.\nIt rained.\n2. Feathers\nIt opened.', ['1. Tar', '2. Feathers']],
  ])('finds English headings: %j', (text, titles) => {
    expect(chaptersOf(text).map(([title]) => title)).toEqual(titles)
  })

  it.each([
    '第三章里写的那个人，就是他。\n水声很响。',
    '第二天，他走了。\n第一次见面是在桥上。',
    '卷一支烟，他才开口。\n水声很响。',
    'Chapter five of the ledger was missing.\nThe gate was shut.',
    '"Chapter Seven," she read aloud.\nThe gate was shut.',
    'We needed:\n1. Tar\n2. Rope\n3. Salt\nThe gate was shut.',
    'I did not look.\nI. did not speak.',
    '2019年3月5日\n水声很响。',
  ])('is not taken in by %j', (text) => {
    expect(chaptersOf(text)).toEqual([['', 0]])
  })

  it('leaves out a table of contents and begins with the first real heading', () => {
    const contents = '船\n目录\n第一章 夜渡\n第二章 天明\n第一章 夜渡\n水声很响。\n第二章 天明\n他走了。'
    expect(chaptersOf(contents)).toEqual([
      ['第一章 夜渡', 0],
      ['第二章 天明', 6],
    ])
  })

  it('keeps front matter that has a text of its own as a chapter without a title', () => {
    expect(chaptersOf(`THE BOAT\n${LONG}\nChapter 1\nThe gate was shut.`)).toEqual([
      ['', 0],
      ['Chapter 1', 2],
    ])
    expect(chaptersOf('THE BOAT\nby Nobody\nChapter 1\nThe gate was shut.')).toEqual([['Chapter 1', 0]])
  })

  it('gives the line of a volume to the chapter under it and lets numbers begin again', () => {
    const text = 'VOLUME I\nCHAPTER I\nThe gate was shut.\nVOLUME II\nCHAPTER I\nIt opened.'
    expect(chaptersOf(text)).toEqual([
      ['CHAPTER I', 0],
      ['CHAPTER I', 3],
    ])
  })

  it('takes a heading that is printed again inside its chapter for a running head', () => {
    expect(
      chaptersOf('第三章 雪\n水声很响。\n第三章 雪\n他走了。\n第四章 霜\n天冷。').map(([, start]) => start),
    ).toEqual([0, 4])
  })

  it('tiles every text', () => {
    const line = fc.oneof(
      fc.constantFrom(...PROSE, LONG),
      fc.constantFrom(
        '第一章',
        '第二章 渡口',
        'Chapter 1',
        'Chapter 2',
        'I',
        'II',
        'PART ONE',
        '卷二',
        '目录',
        '楔子',
        'THE END',
      ),
      fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== ''),
    )
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (paragraphs) => {
        const chapters = findChapters(paragraphs)
        expect(chapters[0]?.startParagraph).toBe(0)
        expect(chapters.at(-1)?.endParagraph).toBe(paragraphs.length)
        chapters.forEach((chapter, i) => {
          expect(chapter.endParagraph).toBeGreaterThan(chapter.startParagraph)
          if (i > 0) expect(chapter.startParagraph).toBe(chapters[i - 1]?.endParagraph)
        })
      }),
    )
  })
})
