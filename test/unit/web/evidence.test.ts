import { expect, test } from 'vitest'
import type { Character } from '../../../src/contracts/entities.ts'
import { evidenceByName } from '../../../web/src/cast/evidence.ts'

const quote = (name: string, paragraph: number) => ({ name, paragraph, quote: `${name} in ${paragraph}` })

test('quotes stand under their name, the name before the aliases, in the order of the novel', () => {
  const grouped = evidenceByName({
    name: '沈惊鸿',
    aliases: ['惊鸿', '沈姑娘'],
    evidence: [quote('惊鸿', 9), quote('沈惊鸿', 7), quote('惊鸿', 3), quote('阿鸿', 1)],
  } as Partial<Character> as Character)
  expect(grouped.map(({ name, quotes }) => [name, quotes.map(({ paragraph }) => paragraph)])).toEqual([
    ['沈惊鸿', [7]],
    ['惊鸿', [3, 9]],
    ['阿鸿', [1]],
  ])
})
