import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideIntoWindows } from '../../../src/novel/windows.ts'

describe('divideIntoWindows', () => {
  it('tiles the novel and keeps the limit wherever more than one paragraph is in a window', () => {
    const paragraphs = fc.array(fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' }), { maxLength: 80 })
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 1, max: 200 }), (texts, limit) => {
        const windows = divideIntoWindows(texts, limit)
        expect(
          windows.flatMap(({ startParagraph, endParagraph }) => texts.slice(startParagraph, endParagraph)),
        ).toEqual(texts)
        for (const { startParagraph, endParagraph } of windows) {
          const size = texts.slice(startParagraph, endParagraph).reduce((sum, text) => sum + [...text].length + 1, 0)
          expect(endParagraph).toBeGreaterThan(startParagraph)
          expect(endParagraph - startParagraph === 1 || size <= limit).toBe(true)
        }
      }),
    )
  })

  it('gives a paragraph beyond the limit a window of its own', () => {
    expect(divideIntoWindows(['短', '长'.repeat(100), '短'], 20)).toEqual([
      { startParagraph: 0, endParagraph: 1 },
      { startParagraph: 1, endParagraph: 2 },
      { startParagraph: 2, endParagraph: 3 },
    ])
  })
})
