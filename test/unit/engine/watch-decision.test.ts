import { describe, expect, test } from 'vitest'
import { decide, type WatchedJob } from '../../../src/engine/watch-decision.ts'
import type { WorkflowState, WorkflowView } from '../../../src/engine/workflow-view.ts'

const job = (change: Partial<WatchedJob> = {}): WatchedJob => ({
  id: 'j',
  type: 'novel_split',
  status: 'pending',
  workflowId: 'novel_split/j',
  runs: 1,
  parentId: null,
  parentStatus: null,
  cancelRequested: false,
  waitingReason: null,
  ageMs: 60_000,
  ...change,
})
const workflow = (state: WorkflowState, runs: number | null = 1): WorkflowView => ({
  workflowId: 'novel_split/j',
  runId: 'r',
  state,
  runs,
  unclaimedSince: null,
})
const lost = (how: string) => ({ action: 'end', status: 'failed', error: { code: 'job_lost', params: { how } } })
const cancelled = { action: 'end', status: 'cancelled' }

describe('a job that waits', () => {
  test('is started when nothing runs, but not at once: its own process may be about to', () => {
    expect(decide(job(), null)).toEqual({ action: 'start' })
    expect(decide(job({ ageMs: 500 }), null)).toEqual({ action: 'leave' })
  })

  test('is started again after a retry, because the closed workflow was an earlier run', () => {
    for (const state of ['completed', 'failed', 'cancelled', 'terminated', 'timed_out'] as const) {
      expect(decide(job({ runs: 2 }), workflow(state, 1))).toEqual({ action: 'start' })
    }
  })

  test('is not started again when this very run was ended by hand', () => {
    expect(decide(job(), workflow('terminated'))).toEqual(lost('terminated'))
    expect(decide(job({ runs: 3 }), workflow('cancelled', 3))).toEqual(cancelled)
  })

  test('is followed while its workflow runs', () => {
    expect(decide(job(), workflow('running'))).toEqual({ action: 'follow' })
  })

  test('is cancelled and not started when that was asked for', () => {
    expect(decide(job({ cancelRequested: true }), null)).toEqual(cancelled)
  })
})

describe('a part of another job', () => {
  const part = { parentId: 'p' }

  test('is left to a whole that lives', () => {
    expect(decide(job({ ...part, parentStatus: 'processing' }), null)).toEqual({ action: 'leave' })
  })

  test('that was never started ends like the whole', () => {
    expect(decide(job({ ...part, parentStatus: 'cancelled' }), null)).toEqual(cancelled)
    expect(decide(job({ ...part, parentStatus: 'failed' }), null)).toEqual(lost('not started'))
  })

  test('that is retried by itself is started', () => {
    const retried = job({ ...part, parentStatus: 'completed_with_failures', runs: 2 })
    expect(decide(retried, workflow('failed', 1))).toEqual({ action: 'start' })
  })
})

describe('a job that is worked on', () => {
  const processing = { status: 'processing' } as const

  test.each([
    ['terminated', 'terminated'],
    ['timed_out', 'timed out'],
    ['failed', 'failed'],
  ] as const)('is lost when its workflow is %s without having told', (state, how) => {
    expect(decide(job(processing), workflow(state))).toEqual(lost(how))
  })

  test('is ended by what became of its items when its workflow ran to its end', () => {
    expect(decide(job(processing), workflow('completed'))).toEqual({ action: 'finish' })
  })

  test('is lost when Temporal knows no workflow', () => {
    expect(decide(job(processing), null)).toEqual(lost('gone'))
  })

  test('is cancelled when its workflow was, or when it was to be and the workflow was terminated', () => {
    expect(decide(job(processing), workflow('cancelled'))).toEqual(cancelled)
    expect(decide(job({ ...processing, cancelRequested: true }), workflow('terminated'))).toEqual(cancelled)
  })

  test('goes on when the workflow continues as new', () => {
    expect(decide(job(processing), workflow('continued'))).toEqual({ action: 'leave' })
  })

  test('is left alone for a moment after a change, and when it has ended', () => {
    expect(decide(job({ ...processing, ageMs: 100 }), workflow('completed'))).toEqual({ action: 'leave' })
    expect(decide(job({ status: 'completed' }), null)).toEqual({ action: 'leave' })
  })
})
