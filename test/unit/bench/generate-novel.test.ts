import { expect, test } from 'vitest'
import { generateNovel } from '../../../bench/text/generate-novel.ts'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'
import { readNovel } from '../../../src/novel/read-novel.ts'

test.each([
  ['zh', 3_000],
  ['en', 15_000],
] as const)(
  'a generated novel in %s has the length that was asked for, in chapters, and is always the same',
  (language, chapter) => {
    const text = generateNovel(language, 60_000)
    expect(generateNovel(language, 60_000)).toBe(text)
    expect(generateNovel(language, 61_000)).not.toBe(text)
    const novel = readNovel(text)
    expect(novel.language).toBe(language)
    expect(novel.characters).toBeGreaterThan(60_000)
    expect(novel.characters).toBeLessThan(65_000)
    // A chapter ends with the paragraph that fills it.
    const count = divideIntoChapters(novel.paragraphs).chapters.length
    expect(count).toBeGreaterThan((0.9 * 60_000) / chapter)
    expect(count).toBeLessThanOrEqual(60_000 / chapter)
  },
)
