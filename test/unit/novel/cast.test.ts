import { describe, expect, it } from 'vitest'
import type { PersonFinding } from '../../../src/contracts/text.ts'
import { mergeFindings } from '../../../src/novel/cast.ts'

function finding(name: string, aliases: string[] = [], evidence: PersonFinding['evidence'] = []): PersonFinding {
  return { name, aliases, mentions: 1, evidence }
}

const ENGLISH = [
  'Hester Vane came down first. Miss Vane never waited for anybody. She had her coat on.',
  'Mr. Vane was still at table. "Hester," said Mr. Vane, "sit down." He put away his paper.',
  'Mrs. Vane looked from one to the other. Mr. Vane sighed. He rose.',
  'Hester Vane did not sit. Captain Rooke was at the door, and Rooke hated to be kept.',
]

const CHINESE = [
  '沈青禾推开门。青禾的伞还在滴水。',
  '“青禾，”周老板说，“你来迟了。”周老板叫周守业。',
  '沈姑娘没有说话。周守业把账本合上了。',
]

describe('mergeFindings', () => {
  it('puts full name, first name and title together, and keeps the family apart', () => {
    const names = ['Hester Vane', 'Miss Vane', 'Mr. Vane', 'Hester', 'Mrs. Vane', 'Captain Rooke', 'Rooke']
    const { cast } = mergeFindings(
      names.map((name) => finding(name)),
      { paragraphs: ENGLISH, language: 'en' },
    )
    expect(cast.map(({ name, aliases, mentions }) => [name, aliases, mentions])).toEqual([
      ['Hester Vane', ['Hester', 'Miss Vane'], 4],
      ['Mr. Vane', [], 3],
      ['Captain Rooke', ['Rooke'], 2],
      ['Mrs. Vane', [], 1],
    ])
  })

  it('puts given name, full name and form of address together in Chinese', () => {
    const names = ['沈青禾', '青禾', '沈姑娘', '周老板', '周守业']
    const { cast } = mergeFindings(
      names.map((name) => finding(name)),
      { paragraphs: CHINESE, language: 'zh' },
    )
    expect(cast[0]).toMatchObject({ name: '沈青禾', mentions: 4, importance: 'main' })
    expect(cast[0]?.aliases).toContain('青禾')
  })

  it('believes findings about names that have nothing in common', () => {
    const paragraphs = ['The Fox is Arthur Bell. Arthur Bell ran.', 'The Fox hid. Bell laughed.']
    const { cast } = mergeFindings([finding('Arthur Bell', ['Bell', 'The Fox'])], { paragraphs, language: 'en' })
    expect(cast).toHaveLength(1)
    expect(cast[0]).toMatchObject({ name: 'Arthur Bell', mentions: 5 })
  })

  it('counts in the novel and not in the findings', () => {
    const { cast } = mergeFindings([{ ...finding('Rooke'), mentions: 900 }], { paragraphs: ENGLISH, language: 'en' })
    expect(cast[0]?.mentions).toBe(2)
  })

  it('keeps only quotes that stand in their paragraph to the letter, eight at most', () => {
    const real = Array.from({ length: 20 }, (_, i) => ({ name: 'Rooke', paragraph: i, quote: `Rooke ${i} spoke` }))
    const paragraphs = real.map(({ quote }) => `${quote}.`)
    const invented = [
      { name: 'Rooke', paragraph: 3, quote: 'Rooke never said this' },
      { name: 'Rooke', paragraph: 99, quote: 'Rooke 1 spoke' },
    ]
    const { cast } = mergeFindings([finding('Rooke', [], [...real, ...invented])], { paragraphs, language: 'en' })
    const quotes = cast[0]?.evidence ?? []
    expect(quotes).toHaveLength(8)
    for (const { paragraph, quote } of quotes) expect(paragraphs[paragraph]).toContain(quote)
    expect((quotes.at(-1)?.paragraph ?? 0) - (quotes[0]?.paragraph ?? 0)).toBeGreaterThan(12)
  })

  it('finds a quote itself when the findings bring none that is true', () => {
    const { cast } = mergeFindings([finding('Captain Rooke')], { paragraphs: ENGLISH, language: 'en' })
    expect(cast[0]?.evidence).toEqual([
      { paragraph: 3, quote: 'Captain Rooke was at the door, and Rooke hated to be kept.' },
    ])
  })

  it('sets aside a name that the novel does not have', () => {
    const { cast, setAside } = mergeFindings([finding('Rooke'), finding('Gandalf')], {
      paragraphs: ENGLISH,
      language: 'en',
    })
    expect(cast.map(({ name }) => name)).toEqual(['Rooke'])
    expect(setAside).toMatchObject([{ member: { name: 'Gandalf', importance: 'minor' }, reason: 'not_in_text' }])
  })

  it('asks about a name that may be either of two, and applies the answer', () => {
    const paragraphs = ['Tom Reed and Tom Hale rowed. Tom Hale sang.', 'Tom Reed slept. Tom woke him. Tom laughed.']
    const findings = ['Tom Reed', 'Tom Hale', 'Tom'].map((name) => finding(name))
    const asked = mergeFindings(findings, { paragraphs, language: 'en' })
    expect(asked.doubtful.map(({ first, second }) => [first.name, second.name])).toEqual([['Tom Hale', 'Tom']])
    const decided = mergeFindings(findings, { paragraphs, language: 'en' }, [
      { first: 'Tom Hale', second: 'Tom', same: true },
    ])
    expect(decided.doubtful).toEqual([])
    expect(decided.cast[0]).toMatchObject({ name: 'Tom Hale', aliases: ['Tom'], mentions: 4 })
    const refused = mergeFindings(findings, { paragraphs, language: 'en' }, [
      { first: 'Tom Hale', second: 'Tom', same: false },
    ])
    expect(refused.doubtful).toEqual([])
    expect(refused.cast).toHaveLength(3)
  })

  it('is empty for a novel without people', () => {
    expect(mergeFindings([], { paragraphs: ['Rain.'], language: 'en' })).toEqual({
      cast: [],
      doubtful: [],
      setAside: [],
    })
  })
})
