import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pad, printable, truncate, widthOf } from '../../../src/cli/terminal.ts'

test('nothing that a terminal obeys gets through', () => {
  expect(printable('\u001b[2J\u001b]0;title\u0007清屏\u202e')).toBe('[2J]0;title清屏')
  expect(printable('two\r\nlines')).toBe('two lines')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    }),
  )
})

test('Chinese letters are two columns wide', () => {
  expect(widthOf('拆分 abc')).toBe(8)
  expect(pad('拆分', 6)).toBe('拆分  ')
})

test('a text is cut to the columns that there are', () => {
  expect(truncate('拆分剧集', 8)).toBe('拆分剧集')
  expect(truncate('拆分剧集', 7)).toBe('拆分剧…')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 60 }), (text, columns) => {
      expect(widthOf(truncate(text, columns))).toBeLessThanOrEqual(columns)
    }),
  )
})
