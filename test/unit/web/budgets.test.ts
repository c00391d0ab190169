import { describe, expect, test } from 'vitest'
import { noUsage, type Spending } from '../../../src/contracts/money.ts'
import { blockingBudget, budgetWaitOf, neededUsdOf } from '../../../web/src/money/budget-wait.ts'
import { blocks, nextBudgetUsd, niceAmount } from '../../../web/src/money/next-budget.ts'
import { job } from './fixtures.ts'

function spending(changes: Partial<Spending> = {}): Spending {
  return { budgetUsd: null, spentUsd: 0, reservedUsd: 0, uncertainUsd: 0, unpricedCalls: 0, usage: noUsage, ...changes }
}

describe('the amount that a budget is to be raised to', () => {
  test('is easy to read and never less than what was asked for', () => {
    expect([0.097, 0.1, 0.11, 1.4, 2.5, 4, 6, 8, 1234].map(niceAmount)).toEqual([
      0.1, 0.1, 0.15, 1.5, 3, 5, 7.5, 10, 1500,
    ])
  })

  test('allows the call that was refused, whatever was spent, held back, or may have been billed', () => {
    for (const reservedUsd of [0, 0.3]) {
      const now = spending({ budgetUsd: 1, spentUsd: 0.9, reservedUsd, uncertainUsd: 0.2 })
      const next = nextBudgetUsd(now, 0.5)
      expect(blocks({ ...now, budgetUsd: next }, 0.5)).toBe(false)
      expect(next).toBeGreaterThan(1)
    }
  })

  test('is more than before although the call costs next to nothing', () => {
    expect(nextBudgetUsd(spending({ budgetUsd: 10, spentUsd: 9.9999 }), 0.001)).toBe(15)
  })
})

describe('the budget that is in the way', () => {
  const enough = spending({ budgetUsd: 10 })
  const spent = spending({ budgetUsd: 1, spentUsd: 1 })

  test('is the job’s own before the project’s', () => {
    expect(blockingBudget(spent, spent, 0.1)).toBe('job')
    expect(blockingBudget(enough, spent, 0.1)).toBe('project')
    expect(blockingBudget(spending(), spent, 0.1)).toBe('project')
  })

  test('is none where there is no budget', () => {
    expect(blockingBudget(spending(), spending(), 0.1)).toBeNull()
  })
})

test('a wait of a part is a wait of the whole, with what its call might have cost', () => {
  const waiting = { reason: 'budget' as const, until: null, detail: '', params: { neededUsd: '0.0200' } }
  const part = { job: job({ id: 'part', waiting }), children: [] }
  expect(budgetWaitOf({ job: job({ id: 'whole' }), children: [part] })).toBe(waiting)
  expect(neededUsdOf(waiting)).toBe(0.02)
  const retrying = { reason: 'retrying' as const, until: null, detail: '' }
  expect(budgetWaitOf({ job: job({ id: 'other', waiting: retrying }), children: [] })).toBeNull()
})
