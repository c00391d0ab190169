import { expect, test } from 'vitest'
import { costText, spendingText } from '../../../src/cli/spending-text.ts'
import { noUsage, type Spending } from '../../../src/contracts/money.ts'

const nothing: Spending = {
  budgetUsd: null,
  spentUsd: 0,
  reservedUsd: 0,
  uncertainUsd: 0,
  unpricedCalls: 0,
  usage: noUsage,
}

test('nothing is said of what was free, also where rules drew pictures', () => {
  expect(spendingText(nothing, 'en')).toBe('')
  expect(spendingText({ ...nothing, usage: { ...noUsage, images: 3 } }, 'en')).toBe('')
})

test('the amount, what was used, and what is not in the amount', () => {
  const usage = { inputTokens: 12_345, cachedInputTokens: 0, outputTokens: 678, images: 1 }
  const spending = { ...nothing, spentUsd: 1.234, uncertainUsd: 0.05, unpricedCalls: 1, usage }
  expect(spendingText(spending, 'en').split('\n')).toEqual([
    'Spent: $1.23 (12,345 tokens in, 678 out, 1 picture)',
    '  and up to $0.0500 of calls whose outcome nobody knows',
    '  without 1 call to models whose price is not known',
  ])
  expect(spendingText(spending, 'zh')).toContain('花费：$1.23')
})

test('a sum of nothing does not read as free where no price is known', () => {
  expect(spendingText({ ...nothing, unpricedCalls: 7 }, 'en')).toBe(
    'Spent: price not known\n  without 7 calls to models whose price is not known',
  )
})

test('in a list, a cost that lacks calls without a known price never looks whole', () => {
  expect(costText(0, 0, 'en')).toBe('')
  expect(costText(1.5, 0, 'en')).toBe('$1.50')
  expect(costText(1.5, 1, 'en')).toBe('$1.50 + 1 call without a known price')
  expect(costText(0, 3, 'zh')).toBe('3 次价格未知的调用')
})
