import { expect, test } from 'vitest'
import { advertisementRules } from '../../../src/novel/advertisement-rules.ts'
import { ruleKey } from '../../../web/src/novel/rule-words.ts'

test('the page has words for every rule that marks lines', () => {
  for (const { name } of advertisementRules) expect(ruleKey(name), name).toBe(`ads.rule.${name}`)
  expect(ruleKey('project_gutenberg')).toBe('ads.rule.project_gutenberg')
})

test('a rule of another version is said by its name', () => {
  expect(ruleKey('new_rule')).toBe('ads.rule.other')
})
