import { expect, test } from 'vitest'
import type { Character } from '../../../src/contracts/entities.ts'
import { groupCast } from '../../../web/src/cast/cast-groups.ts'

const character = (name: string, changes: Partial<Character>) => ({
  ...({ setAsideReason: null, importance: 'minor', mentions: 1 } satisfies Partial<Character>),
  name,
  ...changes,
})

test('the cast is grouped by importance, most mentioned first, with those set aside last', () => {
  const groups = groupCast([
    character('Extra', { setAsideReason: 'mentioned_seldom', importance: 'main' }),
    character('Bo', { importance: 'main', mentions: 3 }),
    character('Ann', { importance: 'main', mentions: 9 }),
    character('Cy', {}),
  ] as Character[])
  expect(groups.map(({ group, members }) => [group, members.map(({ name }) => name)])).toEqual([
    ['main', ['Ann', 'Bo']],
    ['minor', ['Cy']],
    ['aside', ['Extra']],
  ])
})
