import { expect, test } from 'vitest'
import { firstShown, hiddenAround } from '../../../web/src/novel/shown-paragraphs.ts'

const range = { startParagraph: 1000, endParagraph: 4000 }

test('a long range shows its beginning, and more on demand until its end', () => {
  let shown = firstShown(range, null)
  expect(shown).toEqual({ startParagraph: 1000, endParagraph: 1300 })
  expect(hiddenAround(range, shown)).toEqual({ earlier: 0, later: 1000 })
  for (let step = 0; step < 3; step++) {
    shown = { ...shown, endParagraph: shown.endParagraph + hiddenAround(range, shown).later }
  }
  expect(shown.endParagraph).toBe(4000)
  expect(hiddenAround(range, shown)).toEqual({ earlier: 0, later: 0 })
})

test('a paragraph that is to be seen is shown with what is around it, wherever it lies in the range', () => {
  for (const target of [1000, 1001, 2500, 3999]) {
    const { startParagraph, endParagraph } = firstShown(range, target)
    expect(startParagraph).toBeGreaterThanOrEqual(range.startParagraph)
    expect(startParagraph).toBeLessThanOrEqual(target)
    expect(endParagraph).toBeGreaterThan(target)
    expect(endParagraph).toBeLessThanOrEqual(range.endParagraph)
  }
})

test('a paragraph of another chapter changes nothing', () => {
  expect(firstShown(range, 999)).toEqual(firstShown(range, null))
  expect(firstShown(range, 4000)).toEqual(firstShown(range, null))
})

test('a short range is shown whole', () => {
  const short = { startParagraph: 5, endParagraph: 9 }
  expect(firstShown(short, null)).toEqual(short)
  expect(hiddenAround(short, short)).toEqual({ earlier: 0, later: 0 })
})
