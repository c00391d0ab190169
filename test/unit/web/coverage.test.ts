import { expect, test } from 'vitest'
import { coverageOf } from '../../../web/src/project/coverage.ts'

const range = (startParagraph: number, endParagraph: number) => ({ startParagraph, endParagraph })

test('ranges that follow each other from first to last paragraph are complete, in any order', () => {
  expect(coverageOf([range(3, 7), range(0, 3), range(7, 10)], 10)).toEqual({
    complete: true,
    gaps: [],
    missing: 0,
    repeated: 0,
  })
})

test('every gap is found: before, between and after', () => {
  const coverage = coverageOf([range(1, 3), range(5, 8)], 10)
  expect(coverage.complete).toBe(false)
  expect(coverage.gaps).toEqual([range(0, 1), range(3, 5), range(8, 10)])
  expect(coverage.missing).toBe(5)
})

test('paragraphs in two episodes are counted', () => {
  expect(coverageOf([range(0, 6), range(4, 10)], 10)).toMatchObject({ complete: false, missing: 0, repeated: 2 })
  expect(coverageOf([range(0, 10), range(2, 4)], 10)).toMatchObject({ complete: false, repeated: 2 })
})

test('no episodes cover nothing', () => {
  expect(coverageOf([], 4)).toMatchObject({ complete: false, missing: 4 })
})
