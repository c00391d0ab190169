/** Tokens are counted as the tokenizer counts them, for any text, in time that grows with its length. */
import { countTokens as exactly } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import { contextTokensOf, countTokens, limitsOf } from '../../../src/providers/tokens.ts'

const prose = [
  'The lamp went out. Nobody in the hall spoke, and for a long while only the rain was heard on the slates.',
  '灯灭了。堂上无人说话，许久只听见雨打在瓦上。“谁在那里？”她问，声音很轻，却传得很远。',
  '第十二章　雨夜来客\n\n那人站在门外，一身蓑衣，水顺着帽檐滴下来。',
].join('\n')

it('prose counts as the tokenizer says', () => expect(countTokens(prose)).toBe(exactly(prose)))

it('words that mean something to models are text', () =>
  expect(countTokens('<|endoftext|> it said')).toBeGreaterThan(4))

describe('a text made to be slow', () => {
  // The tokenizer alone would take hours for some of these.
  it.each([
    ['one letter', 'a'.repeat(1_000_000)],
    ['one Chinese character', '汉'.repeat(1_000_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['lines and slashes', '/\n'.repeat(500_000)],
    ['one picture', '😀'.repeat(300_000)],
    ['marks without letters', '\u0301'.repeat(300_000)],
  ])('of %s is counted', (_, text) => {
    expect(countTokens(text)).toBeGreaterThan(0)
    expect(countTokens(text)).toBeLessThanOrEqual(text.length)
  })
})

it('known models have their sizes, whatever date or vendor is in the name; others have none', () => {
  expect(limitsOf('gpt-4o-2024-08-06')).toEqual({ contextTokens: 128_000, outputTokens: 16_384 })
  expect(contextTokensOf('openai/gpt-4.1-mini')).toBe(1_047_576)
  expect(contextTokensOf('llama3.1:8b')).toBeNull()
  expect(contextTokensOf('constructor')).toBeNull()
})
