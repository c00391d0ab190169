import { describe, expect, it } from 'vitest'
import { growingWaitMs, itemWait, laneWait } from '../../../src/contracts/retry-policy.ts'

describe('a wait', () => {
  it.each([itemWait, laneWait])('of %j doubles with each attempt up to its bound', (wait) => {
    const waits = Array.from({ length: 12 }, (_, index) => growingWaitMs(wait, index + 1, () => 1))
    expect(waits[0]).toBe(wait.firstMs)
    for (const [index, waitMs] of waits.entries()) {
      expect(waitMs).toBe(Math.min(wait.longestMs, wait.firstMs * 2 ** index))
    }
    expect(waits.at(-1)).toBe(wait.longestMs)
  })

  it('is spread over its second half', () => {
    expect(growingWaitMs({ firstMs: 1000, longestMs: 9000 }, 3, () => 0)).toBe(2000)
    expect(growingWaitMs({ firstMs: 1000, longestMs: 9000 }, 3, () => 1)).toBe(4000)
  })

  it('stays bounded after more attempts than a number can double', () => {
    expect(growingWaitMs(laneWait, 5000, () => 1)).toBe(laneWait.longestMs)
  })
})
