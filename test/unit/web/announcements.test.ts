import { describe, expect, test } from 'vitest'
import { claimEnds, endedRoots, parseAnnounced } from '../../../web/src/live/announcements.ts'
import { job } from './fixtures.ts'

const ended = job({ id: 'a', status: 'completed' })

describe('the end of a job', () => {
  test('is announced once', () => {
    const first = claimEnds([ended], [])
    expect(first.claimed).toEqual([ended])
    expect(claimEnds([ended], first.announced).claimed).toEqual([])
  })

  test('is not announced when it came before the first visit', () => {
    const first = claimEnds([ended], null)
    expect(first.claimed).toEqual([])
    const later = job({ id: 'b', status: 'failed' })
    expect(claimEnds([ended, later], first.announced).claimed).toEqual([later])
  })

  test('is another end after a retry, but not after a change that is no end', () => {
    const { announced } = claimEnds([ended], [])
    expect(claimEnds([{ ...ended, version: 99 }], announced).claimed).toEqual([])
    const again = { ...ended, runs: 2 }
    expect(claimEnds([again], announced).claimed).toEqual([again])
  })

  test('is told by the root alone', () => {
    const jobs = [ended, job({ id: 'part', parentId: 'a', status: 'completed' }), job({ id: 'running' })]
    expect(endedRoots(jobs)).toEqual([ended])
  })

  test('is remembered within bounds, the newest kept', () => {
    const many = Array.from({ length: 3000 }, (_, index) => job({ id: `job-${index}`, status: 'completed' }))
    const { announced } = claimEnds(many, [])
    expect(announced.length).toBe(1000)
    expect(announced.at(-1)).toContain('job-2999')
  })
})

test('a broken memory counts as a first visit', () => {
  expect(parseAnnounced(undefined)).toBeNull()
  expect(parseAnnounced({})).toBeNull()
  expect(parseAnnounced(['a', 3])).toEqual(['a'])
})
