import { expect, test } from 'vitest'
import { byUrgency, hasWaiting, jobTrees, liveTrees } from '../../../web/src/live/job-tree.ts'
import { job } from './fixtures.ts'

const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`

test('parts stand under their jobs in the order they were made, newest root first', () => {
  const trees = jobTrees([
    job({ id: 'cast', parentId: 'old', createdAt: at(3) }),
    job({ id: 'old', createdAt: at(1) }),
    job({ id: 'split', parentId: 'old', createdAt: at(2) }),
    job({ id: 'picture', parentId: 'cast', createdAt: at(4) }),
    job({ id: 'new', createdAt: at(5) }),
  ])
  expect(trees.map((tree) => tree.job.id)).toEqual(['new', 'old'])
  expect(trees[1]?.children.map((tree) => tree.job.id)).toEqual(['split', 'cast'])
  expect(trees[1]?.children[1]?.children.map((tree) => tree.job.id)).toEqual(['picture'])
})

test('a part whose parent is not known stands for itself', () => {
  expect(jobTrees([job({ id: 'part', parentId: 'unknown' })]).map((tree) => tree.job.id)).toEqual(['part'])
})

test('a tree counts once, and is live as long as any part of it is', () => {
  const trees = liveTrees([
    job({ id: 'root', status: 'completed_with_failures' }),
    job({ id: 'a', parentId: 'root', status: 'pending' }),
    job({ id: 'b', parentId: 'root', status: 'processing' }),
    job({ id: 'ended', status: 'completed' }),
  ])
  expect(trees.map((tree) => tree.job.id)).toEqual(['root'])
})

test('running parts come first, then failed ones', () => {
  const trees = jobTrees([
    job({ id: 'done', status: 'completed' }),
    job({ id: 'failed', status: 'failed' }),
    job({ id: 'running', status: 'processing' }),
  ])
  expect(byUrgency(trees).map((tree) => tree.job.id)).toEqual(['running', 'failed', 'done'])
})

test('a tree waits for what any live part of it waits for', () => {
  const waiting = { reason: 'budget', until: null, detail: '' } as const
  const [waits, ended] = jobTrees([
    job({ id: 'ended', status: 'cancelled', waiting, createdAt: at(1) }),
    job({ id: 'root', createdAt: at(2) }),
    job({ id: 'part', parentId: 'root', waiting, createdAt: at(3) }),
  ])
  expect(waits && hasWaiting(waits, 'budget')).toBe(true)
  expect(waits && hasWaiting(waits, 'retrying')).toBe(false)
  expect(ended && hasWaiting(ended, 'budget')).toBe(false)
})
