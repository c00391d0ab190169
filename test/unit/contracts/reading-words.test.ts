import { expect, it } from 'vitest'
import {
  readingChangeKinds,
  readingChangeText,
  readingNoteCodes,
  readingNoteText,
} from '../../../src/contracts/novel-file.ts'

it('a change is told with its number, in the singular and in the plural', () => {
  expect(readingChangeText({ kind: 'joined_lines', count: 1204 }, 'en')).toBe('1,204 wrapped lines joined')
  expect(readingChangeText({ kind: 'joined_lines', count: 1 }, 'en')).toBe('1 wrapped line joined')
  expect(readingChangeText({ kind: 'joined_lines', count: 1 }, 'zh')).toBe('合并 1 处硬换行')
})

it('no sentence shows how it is put together', () => {
  const params = { before: 'I', title: 'II', encoding: 'big5', offset: 1, count: 2, from: 1, to: 2, first: 1, pages: 3 }
  const all = { ...params, ending: 'txt', format: 'docx', name: 'a.txt' }
  for (const language of ['en', 'zh'] as const) {
    for (const kind of readingChangeKinds) expect(readingChangeText({ kind, count: 2 }, language)).not.toMatch(/[{}|]/)
    for (const code of readingNoteCodes) expect(readingNoteText({ code, params: all }, language)).not.toMatch(/[{}|]/)
  }
})
