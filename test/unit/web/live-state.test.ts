import { describe, expect, test } from 'vitest'
import { applyMessages, emptyLiveState, type LiveMessage } from '../../../web/src/live/live-state.ts'
import { item, job } from './fixtures.ts'

const snapshot = (jobs: ReturnType<typeof job>[], resumed = false): LiveMessage => ({
  event: 'snapshot',
  data: { jobs, resumed },
})

describe('what the stream tells', () => {
  test('nothing is known before the first snapshot', () => {
    expect(emptyLiveState.ready).toBe(false)
    expect(applyMessages(emptyLiveState, [snapshot([])]).ready).toBe(true)
  })

  test('a message older than what is known changes nothing', () => {
    const state = applyMessages(emptyLiveState, [
      { event: 'job', data: job({ id: 'a', version: 5, progress: 60 }) },
      { event: 'job', data: job({ id: 'a', version: 4, progress: 50 }) },
    ])
    expect(state.jobs.get('a')?.progress).toBe(60)
  })

  test('the same messages twice give the same state', () => {
    const messages: LiveMessage[] = [
      snapshot([job({ id: 'a' })]),
      { event: 'job', data: job({ id: 'a', version: 2 }) },
      { event: 'job_deleted', data: { jobId: 'b' } },
    ]
    const once = applyMessages(emptyLiveState, messages)
    expect(applyMessages(once, messages)).toEqual(once)
  })

  test('a fresh snapshot replaces what was known, a resumed one adds to it', () => {
    const before = applyMessages(emptyLiveState, [snapshot([job({ id: 'a' }), job({ id: 'b' })])])
    expect([...applyMessages(before, [snapshot([job({ id: 'b' })])]).jobs.keys()]).toEqual(['b'])
    expect([...applyMessages(before, [snapshot([job({ id: 'c' })], true)]).jobs.keys()]).toEqual(['a', 'b', 'c'])
  })

  test('a snapshot that was read before a later message does not take that message back', () => {
    const before = applyMessages(emptyLiveState, [{ event: 'job', data: job({ id: 'a', version: 9, progress: 90 }) }])
    const after = applyMessages(before, [snapshot([job({ id: 'a', version: 8, progress: 80 })])])
    expect(after.jobs.get('a')?.progress).toBe(90)
  })

  test('a deleted job goes with its parts and does not come back by a late message', () => {
    const before = applyMessages(emptyLiveState, [
      snapshot([job({ id: 'root' }), job({ id: 'part', parentId: 'root' }), job({ id: 'leaf', parentId: 'part' })]),
    ])
    const after = applyMessages(before, [
      { event: 'job_deleted', data: { jobId: 'root' } },
      { event: 'job', data: job({ id: 'leaf', parentId: 'part', version: 7 }) },
    ])
    expect(after.jobs.size).toBe(0)
    expect(after.deleted).toEqual(new Set(['root', 'part', 'leaf']))
  })

  test('a heartbeat lasts until its job ends', () => {
    const heartbeat: LiveMessage = {
      event: 'progress',
      data: { jobId: 'a', itemId: null, phase: 'read', done: 3, total: 9 },
    }
    const running = applyMessages(emptyLiveState, [snapshot([job({ id: 'a' })]), heartbeat])
    expect(running.heartbeats.get('a')?.done).toBe(3)
    const ended = applyMessages(running, [
      { event: 'job', data: job({ id: 'a', version: 2, status: 'completed' }) },
      heartbeat,
    ])
    expect(ended.heartbeats.size).toBe(0)
  })

  test('what an item writes lasts until the item ends, or its job', () => {
    const writing = (itemId: string, text: string): LiveMessage => ({
      event: 'progress',
      data: { jobId: 'a', itemId, phase: 'write', done: 0, total: 0, text },
    })
    const ended = (id: string): LiveMessage => ({ event: 'item', data: item({ id, jobId: 'a', status: 'completed' }) })
    const running = applyMessages(emptyLiveState, [
      snapshot([job({ id: 'a' })]),
      writing('first', 'Rain.'),
      writing('second', 'Night.'),
      writing('first', 'Rain. A bridge.'),
    ])
    expect(running.writings.get('first')?.text).toBe('Rain. A bridge.')
    const later = applyMessages(running, [ended('first')])
    expect([...later.writings.keys()]).toEqual(['second'])
    const over = applyMessages(later, [{ event: 'job', data: job({ id: 'a', version: 2, status: 'cancelled' }) }])
    expect(over.writings.size).toBe(0)
  })
})
