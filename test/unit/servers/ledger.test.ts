/** What the ledger of a test server tells of its client, and the rules of faults. */
import { describe, expect, it } from 'vitest'
import { noUsage } from '../../../src/contracts/money.ts'
import { type FaultRule, Faults } from '../../servers/faults.ts'
import { figuresOf } from '../../servers/figures.ts'
import type { LedgerEntry } from '../../servers/ledger.ts'

function entry(startedAtMs: number, endedAtMs: number | null, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: `${startedAtMs}`,
    kind: 'text',
    model: 'm',
    task: 'people',
    promptHash: `${startedAtMs}`,
    account: 'a',
    accepted: true,
    fault: null,
    usage: noUsage,
    billedUsd: 0.5,
    delivered: true,
    startedAtMs,
    endedAtMs,
    closedUntilMs: null,
    ...more,
  }
}

describe('figures', () => {
  it('count calls in flight, in sequence, and repeated', () => {
    const figures = figuresOf([
      entry(0, 10),
      entry(0, 12, { promptHash: 'same' }),
      entry(10, 20, { promptHash: 'same', delivered: false }),
      entry(13, 15),
      entry(20, null, { task: null }),
    ])
    expect(figures).toMatchObject({
      accepted: 5,
      delivered: 4,
      billedUsd: 2.5,
      duplicates: 1,
      mostInFlight: 2,
      depth: 3,
    })
    expect(figures.byTask).toEqual({ people: 4, text: 1 })
  })

  it('count requests that came while they were told to wait, but not those on their way', () => {
    const closing = entry(1000, 1000, { accepted: false, closedUntilMs: 5000 })
    const figures = figuresOf([
      closing,
      entry(1100, 1200),
      entry(3000, 3100),
      entry(3000, 3100, { account: 'b' }),
      entry(5000, 5100),
    ])
    expect(figures).toMatchObject({ declined: 1, retryAfterViolations: 1 })
  })
})

describe('rules of faults', () => {
  const fares = (rules: FaultRule[], prompts: string[]) => {
    const faults = new Faults(rules, 3)
    return prompts.map((prompt) => faults.pick({ route: 'chat', task: null, model: 'm', prompt })?.kind ?? null)
  }

  it('count, and fit to prompts', () => {
    expect(fares([{ fault: { kind: 'policy' }, nth: 2 }], ['a', 'b', 'c'])).toEqual([null, 'policy', null])
    expect(fares([{ fault: { kind: 'policy' }, includes: 'b' }], ['a', 'b'])).toEqual([null, 'policy'])
    expect(fares([{ fault: { kind: 'policy' }, oncePerPrompt: true }], ['a', 'a', 'b'])).toEqual([
      'policy',
      null,
      'policy',
    ])
    expect(fares([{ fault: { kind: 'policy' }, route: 'status' }], ['a'])).toEqual([null])
  })

  it('by probability depend on the prompt and the try, not on the order', () => {
    const rules: FaultRule[] = [{ fault: { kind: 'policy' }, probability: 0.3 }]
    const prompts = Array.from({ length: 1000 }, (_, index) => `prompt ${index}`)
    const inOrder = fares(rules, prompts)
    expect(fares(rules, prompts.toReversed()).toReversed()).toEqual(inOrder)
    const share = inOrder.filter(Boolean).length / prompts.length
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.35)
  })
})
