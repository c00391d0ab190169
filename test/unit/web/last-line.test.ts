import { expect, test } from 'vitest'
import { lastLine } from '../../../web/src/live/last-line.ts'

test('the last line with anything in it, by its end where it is too long', () => {
  expect(lastLine('one\n two \n\n')).toBe('two')
  expect(lastLine('abcdef', 3)).toBe('…def')
  expect(lastLine('')).toBe('')
})
