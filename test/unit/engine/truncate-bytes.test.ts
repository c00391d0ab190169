import fc from 'fast-check'
import { expect, test } from 'vitest'
import { truncateBytes } from '../../../src/engine/start-job-workflow.ts'

test('a cut text fits the limit, is whole characters, and a text that fits is left alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 10, max: 200 }), (text, limit) => {
      const cut = truncateBytes(text, limit)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit)
      if (Buffer.byteLength(text) <= limit) expect(cut).toBe(text)
      else expect(text.startsWith(cut.slice(0, -1))).toBe(true)
      expect(cut).not.toMatch(/\p{Surrogate}/u)
    }),
  )
})
