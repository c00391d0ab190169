import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { laneWait } from '../../../src/contracts/retry-policy.ts'
import { closeBusyLane } from '../../../src/db/queries/close-lane.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack({ api: false })
})
afterAll(() => stack.close())

const close = (name: string) => closeBusyLane(stack.database.db, { name, reason: 'provider_busy' })
const waitOf = async (name: string) => (await close(name)).getTime() - Date.now()
/** As if the lane had opened so long ago. */
const opened = (name: string, agoMs: number) =>
  stack.database.sql`UPDATE lane SET closed_until = now() - make_interval(secs => ${agoMs / 1000}) WHERE name = ${name}`

describe('a lane whose provider is busy and does not say until when', () => {
  test('is closed for longer each time it is busy again as it opens, up to a bound', async () => {
    const waits: number[] = []
    for (let times = 0; times < 9; times++) {
      waits.push(await waitOf('growing'))
      await opened('growing', 100)
    }
    for (const [index, waitMs] of waits.entries()) {
      const grownMs = Math.min(laneWait.longestMs, laneWait.firstMs * 2 ** index)
      expect(waitMs).toBeLessThanOrEqual(grownMs)
      expect(waitMs).toBeGreaterThan(grownMs / 2 - 1000)
    }
  })

  test('is closed once by all calls that were under way', async () => {
    const until = await Promise.all(Array.from({ length: 8 }, () => close('wave')))
    expect(new Set(until.map((time) => time.getTime())).size).toBe(1)
  })

  test('begins anew when it was open for longer than it had been closed', async () => {
    for (let times = 0; times < 4; times++) {
      await close('rested')
      await opened('rested', 100)
    }
    await opened('rested', laneWait.firstMs * 2 ** 5)
    expect(await waitOf('rested')).toBeLessThanOrEqual(laneWait.firstMs)
  })
})
