import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countCharacters } from '../../../src/contracts/count-characters.ts'
import { acceptedFiles, countBytes, fileProblem } from '../../../web/src/novel/novel-check.ts'
import { episodeLimit, estimatedEpisodes, minutesPerEpisode } from '../../../web/src/project/episode-limit.ts'

const maximumBytes = 50 * 1024 * 1024

test('characters and bytes are counted as the server counts them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(countCharacters(text)).toBe([...text].length)
      expect(countBytes(text)).toBe(Buffer.byteLength(text))
    }),
  )
})

describe('a file is refused before it is sent', () => {
  test('when it is empty, too large or of a kind that is not read', () => {
    expect(fileProblem({ name: 'a.txt', size: 0 }, maximumBytes)).toBe('emptyFile')
    expect(fileProblem({ name: 'a.md', size: maximumBytes + 1 }, maximumBytes)).toBe('tooLarge')
    for (const name of ['a.mobi', 'a.jpg', 'a.txt.exe']) {
      expect(fileProblem({ name, size: 10 }, maximumBytes), name).toBe('wrongType')
    }
  })
  test('and taken otherwise: every format, no ending, or while the limit is not known', () => {
    for (const name of ['A.TXT', 'a.md', 'a.docx', 'a.epub', 'a.PDF', 'a.htm', 'a.zip', 'novel']) {
      expect(fileProblem({ name, size: maximumBytes }, maximumBytes), name).toBeNull()
    }
    expect(fileProblem({ name: 'a.txt', size: maximumBytes + 1 }, undefined)).toBeNull()
  })
  test('the file chooser offers every format by ending and by media type', () => {
    expect(acceptedFiles.split(',')).toEqual(
      expect.arrayContaining(['.docx', '.epub', 'application/pdf', 'text/plain']),
    )
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

test('the minutes of an episode are a number within bounds, with a point or a comma, in any width of digits', () => {
  expect(['2', ' 1.5 ', '1,5', '２', '0.5', '60'].map(minutesPerEpisode)).toEqual([2, 1.5, 1.5, 2, 0.5, 60])
  for (const typed of ['', '0', '0.4', '61', '-2', '2m', '1.2.3'])
    expect(minutesPerEpisode(typed), typed).toBe('invalid')
})

test('the estimate of episodes follows from length and minutes, and never passes the limit', () => {
  const novel = { language: 'zh', characters: 348_000 } as const
  expect(estimatedEpisodes(novel, 2, null)).toBe(100)
  expect(estimatedEpisodes(novel, 4, null)).toBe(50)
  expect(estimatedEpisodes(novel, 2, 30)).toBe(30)
  expect(estimatedEpisodes({ ...novel, characters: 10 }, 2, null)).toBe(1)
})
