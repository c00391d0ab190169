import { describe, expect, it } from 'vitest'
import { introductionsInEnglish } from '../../../src/novel/introductions-en.ts'

function links(text: string, ...names: string[]): string[] {
  return introductionsInEnglish([text], names).map(({ first, second }) => `${first} = ${second}`)
}

describe('introductionsInEnglish', () => {
  it.each([
    ['There sat Mr. John Hobb, otherwise the Weasel.', 'Mr. John Hobb', 'Weasel'],
    ['He met John Hobb, better known to the police as the Weasel, that night.', 'John Hobb', 'Weasel'],
    ['It was Hobb, alias Carter.', 'Hobb', 'Carter'],
    ['She bowed to Miss Lane, now Mrs. Reed.', 'Miss Lane', 'Mrs. Reed'],
    ['Mrs. Reed, formerly Miss Lane, sat down.', 'Mrs. Reed', 'Miss Lane'],
  ])('reads %s', (text, first, second) => {
    expect(links(text, first, second)).toEqual([`${first} = ${second}`])
  })

  it.each([
    ['Hobb was Carter’s friend.', 'Hobb', 'Carter'],
    ['Hobb, now that Carter was gone, slept.', 'Hobb', 'Carter'],
    ['Miss Lane, then Mrs. Reed, came in.', 'Miss Lane', 'Mrs. Reed'],
    ['Mr. Lane, once Miss Lane had left, smiled.', 'Mr. Lane', 'Miss Lane'],
  ])('finds nothing in %s', (text, first, second) => {
    expect(links(text, first, second)).toEqual([])
  })
})
