import { expect, test } from 'vitest'
import { advertisementRules } from '../../../src/novel/advertisement-rules.ts'
import { knownRule } from '../../../web/src/novel/rule-words.ts'

test('the page has words for every rule that marks lines', () => {
  for (const { name } of advertisementRules) expect(knownRule(name), name).toBe(name)
  expect(knownRule('project_gutenberg')).toBe('project_gutenberg')
})

test('a rule of another version has none', () => {
  expect(knownRule('new_rule')).toBeUndefined()
})
