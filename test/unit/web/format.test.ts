import { expect, test } from 'vitest'
import { en } from '../../../web/src/i18n/en.ts'
import { fill, formatAge, formatBytes, formatDuration } from '../../../web/src/i18n/format.ts'
import { zh } from '../../../web/src/i18n/zh.ts'

test('parameters are filled in, numbers by language', () => {
  expect(fill('{a} of {b}', { a: 'x', b: 1234567 }, 'en')).toBe('x of 1,234,567')
  expect(fill('{missing}', {}, 'en')).toBe('{missing}')
})

test('English chooses between one and many', () => {
  expect(fill('{n} {n:task|tasks}', { n: 1 }, 'en')).toBe('1 task')
  expect(fill('{n} {n:task|tasks}', { n: 0 }, 'en')).toBe('0 tasks')
})

test('both languages ask for the same parameters', () => {
  const parameters = (message: string) =>
    [...new Set([...message.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
    const [inChinese, inEnglish] = [parameters(zh[key]), parameters(en[key])]
    expect(inEnglish, key).toEqual(inChinese)
  }
})

test('durations read like timecodes', () => {
  expect(formatDuration(7_400)).toBe('0:07')
  expect(formatDuration(3_723_000)).toBe('1:02:03')
  expect(formatDuration(-5)).toBe('0:00')
})

test('sizes and ages are short', () => {
  expect(formatBytes(1536, 'en')).toBe('1.5 KB')
  expect(formatBytes(52_428_800, 'zh')).toBe('50 MB')
  expect(formatAge('2026-01-01T00:00:00.000Z', Date.parse('2026-01-01T02:30:00.000Z'), 'en')).toBe('2 hours ago')
})
