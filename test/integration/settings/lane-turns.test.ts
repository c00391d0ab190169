import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { createLaneTurns, type LimitedLane } from '../../../src/settings/lane-turns.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack({ api: false })
})
afterAll(() => stack.close())
beforeEach(() => stack.database.sql`DELETE FROM lane`)

const lane: LimitedLane = { name: 'text:test', provider: 'test', concurrency: null, callsPerMinute: null }
const never = new AbortController().signal

const codeOf = (error: unknown) => (error instanceof CineqoError ? error.code : error)
const outcome = (turn: Promise<() => void>) => turn.then(() => 'taken', codeOf)

test('without limits every call has its turn', async () => {
  const turns = createLaneTurns(stack.database.db)
  expect(await Promise.all(Array.from({ length: 20 }, () => outcome(turns.take(lane, never))))).toEqual(
    Array(20).fill('taken'),
  )
})

test('never more calls at one time than the settings say, first come, first served', async () => {
  const turns = createLaneTurns(stack.database.db)
  let running = 0
  let most = 0
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 8 }, async (_, number) => {
      const end = await turns.take({ ...lane, concurrency: 2 }, never)
      most = Math.max(most, ++running)
      order.push(number)
      await sleep(20)
      running--
      end()
      // Ending twice gives no second place away.
      end()
    }),
  )
  expect(most).toBe(2)
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('who finds no place is sent away with a time, and gives no place of others back', async () => {
  const turns = createLaneTurns(stack.database.db)
  const one = { ...lane, concurrency: 1 }
  const end = await turns.take(one, never)
  const refused = await turns.take(one, never).catch((error: CineqoError) => error)
  expect(refused).toMatchObject({ code: 'place_awaited', params: { concurrency: 1 } })
  expect((refused as CineqoError).definition.retry).toBe('at_its_time')
  expect(new Date(String((refused as CineqoError).params.time)).getTime()).toBeGreaterThan(Date.now())
  end()
  expect(await outcome(turns.take(one, never))).toBe('taken')
})

test('lanes do not wait for each other', async () => {
  const turns = createLaneTurns(stack.database.db)
  await turns.take({ ...lane, concurrency: 1 }, never)
  expect(await outcome(turns.take({ ...lane, name: 'text:other', concurrency: 1 }, never))).toBe('taken')
})

test('whoever does not want to wait any more leaves the line', async () => {
  const turns = createLaneTurns(stack.database.db)
  const one = { ...lane, concurrency: 1 }
  const end = await turns.take(one, never)
  const leaving = new AbortController()
  const waiting = turns.take(one, leaving.signal)
  leaving.abort(new Error('cancelled'))
  await expect(waiting).rejects.toThrow('cancelled')
  end()
  expect(await outcome(turns.take(one, never))).toBe('taken')
})

test('all workers together begin no more calls than a minute may have', async () => {
  const workers = [createLaneTurns(stack.database.db), createLaneTurns(stack.database.db)]
  const slow = { ...lane, callsPerMinute: 20 }
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => outcome((workers[n % 2] as (typeof workers)[0]).take(slow, never))),
  )
  expect(outcomes.filter((each) => each === 'taken')).toHaveLength(1)
  expect(outcomes.filter((each) => each === 'turn_awaited')).toHaveLength(9)
  const refused = await workers[0]?.take(slow, never).catch((error: CineqoError) => error)
  const waitMs = new Date(String((refused as CineqoError).params.time)).getTime() - Date.now()
  expect(waitMs).toBeGreaterThan(0)
  expect(waitMs).toBeLessThanOrEqual(3000)
})

test('a turn that comes soon is waited for', async () => {
  const turns = createLaneTurns(stack.database.db)
  const fast = { ...lane, callsPerMinute: 600 }
  for (let call = 0; call < 4; call++) {
    await turns.take(fast, never)
    const [turn] = await stack.database
      .sql`SELECT next_call_at - interval '100 milliseconds' <= clock_timestamp() AS has_come FROM lane`
    expect(turn).toEqual({ has_come: true })
  }
})

test('a place is given back when the turn does not come', async () => {
  const turns = createLaneTurns(stack.database.db)
  const both = { ...lane, concurrency: 1, callsPerMinute: 1 }
  const end = await turns.take(both, never)
  end()
  expect(await outcome(turns.take(both, never))).toBe('turn_awaited')
  await stack.database.sql`UPDATE lane SET next_call_at = now()`
  expect(await outcome(turns.take(both, never))).toBe('taken')
})

test('turns are of the clock of the database, and a closed lane keeps its time', async () => {
  await stack.database
    .sql`INSERT INTO lane (name, closed_until, reason) VALUES ('text:test', now() + interval '1 hour', 'provider_busy')`
  const turns = createLaneTurns(stack.database.db)
  expect(await outcome(turns.take({ ...lane, callsPerMinute: 60 }, never))).toBe('taken')
  const [row] = await stack.database
    .sql`SELECT closed_until > now() AS is_closed, next_call_at > now() AS is_moved FROM lane`
  expect(row).toEqual({ is_closed: true, is_moved: true })
})
