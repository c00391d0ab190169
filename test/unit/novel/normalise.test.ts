import { describe, expect, it } from 'vitest'
import { normaliseLine } from '../../../src/novel/normalise.ts'

function normalise(line: string) {
  const changes = new Map()
  return { ...normaliseLine(line, changes), changes: Object.fromEntries(changes) }
}

describe('normaliseLine', () => {
  it.each([
    ['leaves what is even', '他没有回来。 He did not.', '他没有回来。 He did not.', 0, {}],
    ['takes off full-width indents', '\u3000\u3000他没有回来。', '他没有回来。', 4, { full_width_spaces: 2 }],
    ['makes full-width spaces within a line plain', '第一章\u3000雨夜', '第一章 雨夜', 0, { full_width_spaces: 1 }],
    ['takes off plain indents and trailing spaces', '  The rain.  ', 'The rain.', 2, { extra_spaces: 1 }],
    [
      'makes tabs, no-break spaces and runs one space',
      'The\train\u00A0 fell.',
      'The rain fell.',
      0,
      { extra_spaces: 1 },
    ],
    ['composes characters', 'cafe\u0301', 'café', 0, { composed_characters: 1 }],
    ['takes out what is invisible', '\uFEFF他\u200B没\u00AD有', '他没有', 0, { invisible_characters: 3 }],
    ['takes out control characters', 'a\u0007b\u001Ac', 'abc', 0, { control_characters: 2 }],
    ['keeps joiners, which are part of what is seen', '👩\u200D🚀', '👩\u200D🚀', 0, {}],
    ['shows halves of characters', 'a\uD842b', 'a\uFFFDb', 0, { undecodable_bytes: 1 }],
    ['leaves nothing of a blank line', ' \t\u3000 ', '', 0, { full_width_spaces: 1 }],
  ])('%s', (_, line, text, indent, changes) => {
    expect(normalise(line)).toEqual({ text, indent, changes })
  })
})
