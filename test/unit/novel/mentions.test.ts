import { describe, expect, it } from 'vitest'
import { countMentions } from '../../../src/novel/mentions.ts'

describe('countMentions', () => {
  it('counts the longest name at each place and only that', () => {
    const counts = countMentions(['Mr. Pell met Pell. "Pell!" cried Mr. Pell.'], ['Pell', 'Mr. Pell'])
    expect(counts.get('Mr. Pell')?.count).toBe(2)
    expect(counts.get('Pell')?.count).toBe(2)
  })

  it('keeps to whole words in English', () => {
    expect(countMentions(['Ann and Anna; Joann, Ann’s hat, Ann-like, ANN'], ['Ann']).get('Ann')?.count).toBe(3)
  })

  it('counts Chinese names wherever they stand', () => {
    const counts = countMentions(['沈青禾笑了，青禾没有', '青禾'], ['青禾', '沈青禾'])
    expect(counts.get('沈青禾')).toEqual({ count: 1, paragraphs: [0] })
    expect(counts.get('青禾')).toEqual({ count: 2, paragraphs: [0, 1] })
  })

  it('counts 300 names in a million characters within a second', () => {
    const names = Array.from(
      { length: 300 },
      (_, i) => `${String.fromCodePoint(0x5f20 + (i % 20))}${String.fromCodePoint(0x4e00 + i)}`,
    )
    const paragraphs = Array.from({ length: 10_000 }, (_, i) =>
      `${names[i % 300]}在桥上等人。`.padEnd(100, '雨下个不停'),
    )
    const start = performance.now()
    const counts = countMentions(paragraphs, names)
    expect(performance.now() - start).toBeLessThan(1000)
    expect([...counts.values()].reduce((sum, { count }) => sum + count, 0)).toBe(10_000)
  })
})
