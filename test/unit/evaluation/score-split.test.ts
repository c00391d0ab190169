import { describe, expect, it } from 'vitest'
import type { GoldChapters } from '../../../src/evaluation/gold-book.ts'
import { isSameTitle, scoreChapters } from '../../../src/evaluation/score-chapters.ts'
import { scoreHeadings } from '../../../src/evaluation/score-headings.ts'
import { losslessnessOf, tilingProblems } from '../../../src/evaluation/score-split.ts'

const range = (startParagraph: number, endParagraph: number) => ({ startParagraph, endParagraph })

describe('tilingProblems', () => {
  it('has nothing to say of ranges that cover every paragraph once', () => {
    expect(tilingProblems([range(0, 2), range(2, 5)], 5)).toEqual([])
  })

  it.each([
    ['a gap', [range(0, 2), range(3, 5)], /leaves out 2 to 2/],
    ['an overlap', [range(0, 3), range(2, 5)], /begins before 3/],
    ['a missing end', [range(0, 4)], /end at 4 of 5/],
    ['a missing beginning', [range(1, 5)], /leaves out 0 to 0/],
    ['an empty range', [range(0, 5), range(5, 5)], /is empty/],
    ['a range beyond the end', [range(0, 6)], /outside/],
    ['no ranges', [], /no ranges/],
  ])('names %s', (_, ranges, words) => {
    expect(tilingProblems(ranges, 5).join()).toMatch(words)
  })
})

describe('losslessnessOf', () => {
  const text = '\uFEFFChapter I\r\n\r\nThe gate  was shut.\r\n'

  it.each([
    [['Chapter I', 'The gate  was shut.'], 'exact'],
    [['Chapter I', 'The gate was shut.'], 'whitespace'],
    [['Chapter I The gate was', 'shut.'], 'whitespace'],
    [['Chapter I', 'The gate was.'], 'lost'],
    [['The gate was shut.', 'Chapter I'], 'lost'],
    [['Chapter I', 'The gate was shut.', 'Twice.'], 'lost'],
  ])('%j is %s', (paragraphs, kept) => {
    expect(losslessnessOf(text, paragraphs).kept).toBe(kept)
  })

  it('shows the first difference', () => {
    expect(losslessnessOf('One two three', ['One', 'too three'])).toEqual({
      kept: 'lost',
      firstDifference: { visibleCharacter: 4, text: 'wothree', paragraphs: 'oothree' },
    })
  })
})

describe('scoreChapters', () => {
  const text = 'Chapter I\nTar\n\nThe gate was shut.\n\nChapter II\nRope\n\nIt opened.\n'
  const gold: GoldChapters = { titles: ['Chapter I Tar', 'Chapter II Rope'], lines: [0, 5] }
  const paragraphs = ['Chapter I', 'Tar', 'The gate was shut.', 'Chapter II', 'Rope', 'It opened.']
  const chapters = (...list: Array<[string, number]>) =>
    list.map(([title, startParagraph]) => ({ title, startParagraph }))

  it('goes by the paragraph that holds the line of the heading', () => {
    const score = scoreChapters(gold, chapters(['Chapter I Tar', 0], ['It opened.', 2], ['Chapter II', 3]), {
      text,
      paragraphs,
    })
    expect(score).toMatchObject({
      by: 'place',
      precision: 2 / 3,
      recall: 1,
      wholeTitles: 1 / 2,
      missed: [],
      extra: ['It opened.'],
    })
  })

  it('does not credit a chapter that begins a paragraph late', () => {
    const score = scoreChapters(gold, chapters(['Chapter I Tar', 0], ['Chapter II Rope', 4]), { text, paragraphs })
    expect(score).toMatchObject({ recall: 1 / 2, missed: ['Chapter II Rope'] })
  })

  it('credits each heading of one paragraph to a chapter of its own', () => {
    const joined = [paragraphs.join(' ')]
    const score = scoreChapters(gold, chapters(['Chapter I', 0], ['Chapter II', 0], ['Chapter III', 0]), {
      text,
      paragraphs: joined,
    })
    expect(score).toMatchObject({ recall: 1, missed: [], extra: ['Chapter III'] })
  })

  it('goes by titles in order where the paragraphs do not hold the text', () => {
    const source = { text, paragraphs: ['something else'] }
    const score = scoreChapters(gold, chapters(['CHAPTER I', 7], ['Feathers', 8], ['Rope', 9]), source)
    expect(score).toMatchObject({ by: 'title', precision: 2 / 3, recall: 1, wholeTitles: 0 })
    expect(scoreChapters(gold, chapters(['Chapter II', 1], ['Chapter I', 2]), source).recall).toBe(1 / 2)
  })

  it.each([
    ['Chapter IX. The Kettle', 'CHAPTER IX', true],
    ['Chapter IX. The Kettle', 'The Kettle', true],
    ['Chapter IX. The Kettle', 'Chapter I', false],
    ['第十二回 卖旧琴 识故人', '第十二回', true],
    ['第十二回 卖旧琴 识故人', '卖旧琴　识故人', true],
    ['第十二回 卖旧琴 识故人', '第二回', false],
    ['第十二回 卖旧琴 识故人', '', false],
  ])('%s is told by %s: %s', (listed, found, same) => {
    expect(isSameTitle(listed, found)).toBe(same)
  })
})

describe('scoreHeadings', () => {
  it('counts lines that are right, too many and missing', () => {
    const cases = [
      { text: 'a\nb\nc', headings: [0, 2] },
      { text: 'a\nb', headings: [] },
      { text: 'a', headings: [0] },
    ]
    const score = scoreHeadings(cases, [[0, 0, 1], [], [0]])
    expect(score).toMatchObject({ cases: 3, right: 2, true: 2, false: 2, missed: 1, precision: 1 / 2, recall: 2 / 3 })
    expect(score.wrong).toEqual([{ text: 'a\nb\nc', headings: [0, 2], found: [0, 0, 1] }])
  })

  it('calls silence precise only where nothing was to be found', () => {
    expect(scoreHeadings([{ text: 'a', headings: [] }], [[]])).toMatchObject({ precision: 1, recall: 1 })
    expect(scoreHeadings([{ text: 'a', headings: [0] }], [[]])).toMatchObject({ precision: 0, recall: 0 })
  })
})
