import { describe, expect, test } from 'vitest'
import { finalJobStatuses } from '../../../src/contracts/statuses.ts'
import { type HistoryFilter, historyList } from '../../../web/src/tasks/history.ts'
import { job } from './fixtures.ts'

const all: HistoryFilter = { statuses: finalJobStatuses, type: null, projectId: null }
const ended = (id: string, second: number, changes = {}) =>
  job({ id, status: 'completed', createdAt: `2026-01-01T00:00:0${second}.000Z`, ...changes })
const streamed = (...jobs: ReturnType<typeof job>[]) => new Map(jobs.map((one) => [one.id, one]))
const ids = (jobs: ReturnType<typeof job>[]) => jobs.map(({ id }) => id)

describe('the list of ended jobs', () => {
  test('takes in what has ended since it was loaded', () => {
    expect(ids(historyList([ended('a', 1)], true, streamed(ended('b', 2)), new Set(), all))).toEqual(['b', 'a'])
  })

  test('leaves out what was deleted, and what runs again', () => {
    const loaded = [ended('again', 3), ended('gone', 2), ended('stays', 1)]
    const running = job({ id: 'again', status: 'pending', version: 2 })
    expect(ids(historyList(loaded, true, streamed(running), new Set(['gone']), all))).toEqual(['stays'])
  })

  test('holds back jobs that belong to a page not loaded yet', () => {
    const stream = streamed(ended('older', 1))
    expect(ids(historyList([ended('a', 5)], false, stream, new Set(), all))).toEqual(['a'])
    expect(ids(historyList([ended('a', 5)], true, stream, new Set(), all))).toEqual(['a', 'older'])
  })

  test('shows parts of other jobs only when their type is asked for', () => {
    const loaded = [ended('root', 2, { type: 'adaptation' }), ended('part', 1, { parentId: 'root' })]
    expect(ids(historyList(loaded, true, new Map(), new Set(), all))).toEqual(['root'])
    expect(ids(historyList(loaded, true, new Map(), new Set(), { ...all, type: 'novel_split' }))).toEqual(['part'])
  })
})
