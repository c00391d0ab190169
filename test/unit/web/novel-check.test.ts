import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { episodeLimit } from '../../../web/src/project/episode-limit.ts'
import { countBytes, countCharacters, fileProblem, maximumNovelBytes } from '../../../web/src/project/novel-check.ts'

test('characters and bytes are counted as the server counts them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(countCharacters(text)).toBe([...text].length)
      expect(countBytes(text)).toBe(Buffer.byteLength(text))
    }),
  )
})

describe('a file is refused before it is sent', () => {
  test('when it is empty, too large or not a text', () => {
    expect(fileProblem({ name: 'a.txt', size: 0 })).toBe('emptyFile')
    expect(fileProblem({ name: 'a.md', size: maximumNovelBytes + 1 })).toBe('tooLarge')
    expect(fileProblem({ name: 'a.pdf', size: 10 })).toBe('wrongType')
  })
  test('and taken otherwise, also without an ending', () => {
    expect(fileProblem({ name: 'A.TXT', size: maximumNovelBytes })).toBeNull()
    expect(fileProblem({ name: 'novel', size: 10 })).toBeNull()
  })
})

describe('the number of episodes', () => {
  test('may be left open, except where it is the mode', () => {
    expect(episodeLimit(' ', 'auto')).toBeNull()
    expect(episodeLimit('', 'count')).toBe('invalid')
  })
  test('is a whole number within bounds, in any width of digits', () => {
    expect(episodeLimit('２０', 'count')).toBe(20)
    for (const typed of ['0', '-1', '2.5', '2001', 'x']) expect(episodeLimit(typed, 'auto'), typed).toBe('invalid')
  })
})
