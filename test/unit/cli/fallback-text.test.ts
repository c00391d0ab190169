import { expect, test } from 'vitest'
import { fallbackText } from '../../../src/cli/fallback-text.ts'
import type { ShownItemNote } from '../../../src/contracts/job.ts'
import { item } from '../web/fixtures.ts'

const message = { zh: '', en: '' }
const fallback = (reason: string): ShownItemNote => ({ code: 'fell_back_to_rules', params: { reason }, message })

test('fallbacks are counted with their reasons, the most frequent first', () => {
  const items = [
    item({ id: 'a', notes: [fallback('cut off')] }),
    item({ id: 'b', notes: [fallback('no JSON')] }),
    item({ id: 'c', notes: [fallback('no JSON'), { code: 'answer_repaired', params: {}, message }] }),
    item({ id: 'd' }),
  ]
  expect(fallbackText(items, 'en').split('\n').slice(1)).toEqual(['  2 × no JSON', '  1 × cut off'])
  expect(fallbackText(items, 'en')).toMatch(/^3 parts \(3 scripts\) were done by the offline rules/)
})

test('fallbacks are counted by what they are', () => {
  const items = [
    item({ id: 'a', kind: 'character', notes: [fallback('no JSON'), fallback('cut off')] }),
    item({ id: 'b', kind: 'window', notes: [fallback('no JSON')] }),
    item({ id: 'c', kind: 'window', notes: [fallback('no JSON')] }),
  ]
  expect(fallbackText(items, 'en')).toMatch(/^3 parts \(2 passages, 1 description\) were done/)
  expect(fallbackText(items, 'zh')).toContain('（2 段阅读、1 个角色描述）')
})

test('nothing is said where the model did everything, or was only asked again', () => {
  const repaired = item({ id: 'a', notes: [{ code: 'answer_repaired', params: { times: 1, reason: 'x' }, message }] })
  expect(fallbackText([repaired, item({ id: 'b' })], 'en')).toBe('')
})
