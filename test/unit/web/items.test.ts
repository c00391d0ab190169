import { expect, test } from 'vitest'
import { changedBy, itemsByUrgency, withItem } from '../../../web/src/live/items.ts'
import { item } from './fixtures.ts'

test('a changed item takes the place of its older self', () => {
  const list = [item({ id: 'a' }), item({ id: 'b', number: 1 })]
  expect(withItem(list, item({ id: 'a', version: 2, status: 'failed' }))[0]?.status).toBe('failed')
  expect(withItem(list, item({ id: 'a', version: 0, status: 'failed' }))).toEqual(list)
})

test('a new item is put in by kind and number', () => {
  const list = [item({ id: 'window', kind: 'window', number: 4 }), item({ id: 'third', number: 2 })]
  expect(withItem(list, item({ id: 'second', number: 1 })).map(({ id }) => id)).toEqual(['window', 'second', 'third'])
})

test('failed items come first and finished ones last', () => {
  const list = [item({ id: 'done', status: 'completed' }), item({ id: 'wait' }), item({ id: 'bad', status: 'failed' })]
  expect(itemsByUrgency(list).map(({ id }) => id)).toEqual(['bad', 'wait', 'done'])
})

test('an item says what it changed in the project', () => {
  expect(changedBy(item({ id: 'a', kind: 'window' }))).toBeNull()
  expect(changedBy(item({ id: 'a', kind: 'episode' }))).toBe('episodes')
  expect(changedBy(item({ id: 'a', kind: 'image' }))).toBe('characters')
})

test('of the finished items, those with notes come first', () => {
  const note = { code: 'passage_divided', params: { parts: 2 }, message: { zh: '', en: '' } }
  const list = [item({ id: 'plain', status: 'completed' }), item({ id: 'noted', status: 'completed', notes: [note] })]
  expect(itemsByUrgency(list).map(({ id }) => id)).toEqual(['noted', 'plain'])
})
