import { expect, test } from 'vitest'
import { typedAmount } from '../../../web/src/money/typed-amount.ts'

test.each([
  ['', null],
  ['  ', null],
  ['5', 5],
  ['0', 0],
  ['$2.50', 2.5],
  ['2,5', 2.5],
  ['1,000', 1000],
  ['1,234.5', 1234.5],
  ['５．５', 5.5],
  ['.75', 0.75],
])('%j is an amount', (typed, amount) => {
  expect(typedAmount(typed)).toBe(amount)
})

test.each(['-1', 'five', '1.2.3', '1e3', '2000000', '5 USD', 'NaN'])('%j is none', (typed) => {
  expect(typedAmount(typed)).toBe('invalid')
})
