import { describe, expect, it } from 'vitest'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'

const PROSE = 'Nobody on the quay would say whose boat it was, or how long it had lain there. '.repeat(3).trim()

/** Lines that begin with # are entries of the outline, of the level of their number of signs. Titles and volumes of what comes out. */
function divide(lines: readonly string[]): Array<[title: string, volume: string | null]> {
  const outline = lines.flatMap((line, paragraph) => {
    const level = /^#+/.exec(line)?.[0].length
    return level === undefined ? [] : [{ paragraph, level }]
  })
  const paragraphs = lines.map((line) => line.replace(/^#+ /, ''))
  return divideIntoChapters(paragraphs, outline).chapters.map(({ title, volume }) => [title, volume])
}

describe('divideIntoChapters with an outline', () => {
  it('divides by titles that say no number', () => {
    expect(divide(['# Fog', PROSE, '# Frost', PROSE])).toEqual([
      ['Fog', null],
      ['Frost', null],
    ])
  })

  it('does not take the title of the book for a chapter', () => {
    expect(divide(['# The Boat', 'by Nobody', '## Fog', PROSE, '## Frost', PROSE])).toEqual([
      ['', null],
      ['Fog', null],
      ['Frost', null],
    ])
  })

  it('takes higher headings for volumes', () => {
    expect(
      divide(['# Shore', '## Fog', PROSE, '## Frost', PROSE, '# Sea', '## Snow', PROSE, '## Rain', PROSE]),
    ).toEqual([
      ['', null],
      ['Fog', 'Shore'],
      ['Frost', 'Shore'],
      ['Snow', 'Sea'],
      ['Rain', 'Sea'],
    ])
  })

  it('leaves subheadings inside their chapters', () => {
    const lines = ['# Fog', PROSE, '## Dawn', PROSE, '## Dusk', PROSE, '# Frost', PROSE, '## Night', PROSE]
    expect(divide(lines).map(([title]) => title)).toEqual(['Fog', 'Frost'])
  })

  it('keeps the level whose headings say that they are chapters', () => {
    const lines = [
      '# Shore',
      PROSE,
      '## Chapter 1',
      PROSE,
      '## Chapter 2',
      PROSE,
      '# Sea',
      PROSE,
      '## Chapter 3',
      PROSE,
    ]
    expect(
      divide(lines)
        .map(([title]) => title)
        .filter((title) => /^Chapter/.test(title)),
    ).toHaveLength(3)
  })

  it('joins a label and a title that are marked each', () => {
    expect(divide(['# Chapter 1', '# fog, and what came of it', PROSE, '# Chapter 2', '# frost', PROSE])).toEqual([
      ['Chapter 1 fog, and what came of it', null],
      ['Chapter 2 frost', null],
    ])
  })

  it('adds a chapter that is not marked but has the form of those that are', () => {
    const lines = ['# 第一章 雾', PROSE, '第二章 霜', PROSE, '# 第三章 雪', PROSE, '# 第四章 雨', PROSE]
    expect(divide(lines).map(([title]) => title)).toEqual(['第一章 雾', '第二章 霜', '第三章 雪', '第四章 雨'])
  })

  it('prefers the chapters of the text to an outline of parts', () => {
    const lines = [
      '# Shore',
      '第一章',
      PROSE,
      '第二章',
      PROSE,
      '# Sea',
      '第三章',
      PROSE,
      '第四章',
      PROSE,
      '第五章',
      PROSE,
    ]
    expect(divide(lines)).toEqual([
      ['', null],
      ['第一章', 'Shore'],
      ['第二章', 'Shore'],
      ['第三章', 'Sea'],
      ['第四章', 'Sea'],
      ['第五章', 'Sea'],
    ])
  })

  it('passes over the heading of the contents and one heading alone', () => {
    expect(divide(['# Contents', '# Fog', PROSE, '# Frost', PROSE]).map(([title]) => title)).toEqual([
      '',
      'Fog',
      'Frost',
    ])
    expect(divide(['# The Boat', PROSE, PROSE])).toEqual([['', null]])
  })
})
