import { describe, expect, it } from 'vitest'
import { countCharacters } from '../../../src/contracts/count-characters.ts'
import { detectLanguage } from '../../../src/novel/language.ts'

describe('detectLanguage', () => {
  it.each([
    ['zh', '雨'],
    ['zh', '第1章 OK'],
    ['zh', '他叫 Tom，在 New York 长大。'],
    ['zh', `${'他没有回来。'.repeat(20)} ${'He did not come back. '.repeat(5)}`],
    ['zh', '雨はもうやんでいた。'],
    ['zh', '𠮷𠮷𠮷'],
    ['en', 'rain'],
    ['en', 'The sign over the door said 茶, and under it stood a cat.'],
    ['en', `${'He did not come back. '.repeat(40)} ${'他没有回来。'.repeat(5)}`],
    ['en', 'Ça a été long.'],
    ['en', 'Он не вернулся.'],
    ['en', '1234'],
  ])('finds %s in %j', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })
})

describe('countCharacters', () => {
  it('counts a surrogate pair once and half of one, too', () => {
    expect(countCharacters('a𠮷b')).toBe(3)
    expect(countCharacters('a\uD842')).toBe(2)
  })
})
