/** What a budget lacks, and what to raise it to. Pure. */
import type { Spending } from '../../../src/contracts/money.ts'

/** What of a budget is gone or held back, in US dollars: what may have been billed counts. */
export function committedUsd({ spentUsd, reservedUsd, uncertainUsd }: Spending): number {
  return spentUsd + reservedUsd + uncertainUsd
}

/** Whether a call that may cost `neededUsd` would pass a budget. */
export function blocks(spending: Spending, neededUsd: number): boolean {
  return spending.budgetUsd !== null && committedUsd(spending) + neededUsd > spending.budgetUsd
}

const niceSteps = [1, 1.5, 2, 3, 5, 7.5, 10]

/** The next amount that is easy to read: 1, 1.5, 2, 3, 5 or 7.5 of a power of ten. */
export function niceAmount(amount: number): number {
  if (amount <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(amount))
  const step = niceSteps.find((candidate) => candidate * power >= amount * (1 - 1e-9)) ?? 10
  return Number((step * power).toPrecision(3))
}

/** A budget that lets a job go on for a while: half as much again, and room for several calls like the one that was refused. */
export function nextBudgetUsd(spending: Spending, neededUsd: number): number {
  const forCalls = committedUsd(spending) + 4 * neededUsd
  return niceAmount(Math.max(forCalls, (spending.budgetUsd ?? committedUsd(spending)) * 1.5))
}
