import { expect, test } from 'vitest'
import { createSlots } from '../../../src/api/reading/slots.ts'

const patient = new AbortController().signal

test('so many have a slot at once, and the others get theirs in turn', async () => {
  const slots = createSlots(2)
  const order: number[] = []
  const take = async (number: number) => {
    const giveBack = await slots.take(patient)
    order.push(number)
    return giveBack
  }
  const [first, second] = await Promise.all([take(1), take(2)])
  const waiting = [take(3), take(4)]
  await Promise.resolve()
  expect(order).toEqual([1, 2])
  first()
  const third = await waiting[0]
  expect(order).toEqual([1, 2, 3])
  second()
  third?.()
  await waiting[1]
  expect(order).toEqual([1, 2, 3, 4])
})

test('whoever leaves while waiting takes no slot along', async () => {
  const slots = createSlots(1)
  const giveBack = await slots.take(patient)
  const leaving = new AbortController()
  const left = slots.take(leaving.signal)
  const next = slots.take(patient)
  leaving.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  giveBack()
  await next
  await expect(slots.take(AbortSignal.abort(new Error('gone before')))).rejects.toThrow('gone before')
})
