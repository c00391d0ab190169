import { describe, expect, it } from 'vitest'
import type { PersonFinding } from '../../../src/contracts/text.ts'
import { mergeFindings } from '../../../src/novel/cast.ts'
import { readFindings } from '../../../src/novel/cast-findings.ts'
import type { NovelText } from '../../../src/novel/passages.ts'

function finding(name: string, aliases: string[] = [], evidence: PersonFinding['evidence'] = []): PersonFinding {
  return { name, aliases, mentions: 1, evidence }
}

function merge(findings: readonly PersonFinding[], novel: NovelText) {
  return mergeFindings(readFindings(findings, novel))
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
    const { cast } = merge(
      names.map((name) => finding(name)),
      { paragraphs: ENGLISH, language: 'en' },
    )
    expect(cast.map(({ name, aliases, mentions }) => [name, aliases, mentions])).toEqual([
      ['Mr. Vane', ['Vane'], 3],
      ['Hester Vane', ['Hester', 'Miss Vane'], 4],
      ['Captain Rooke', ['Rooke'], 2],
      ['Mrs. Vane', [], 1],
    ])
  })

  it('puts given name, full name and form of address together in Chinese', () => {
    const names = ['沈青禾', '青禾', '沈姑娘', '周老板', '周守业']
    const { cast } = merge(
      names.map((name) => finding(name)),
      { paragraphs: CHINESE, language: 'zh' },
    )
    const shen = cast.find(({ name }) => name === '沈青禾')
    expect(shen).toMatchObject({ mentions: 4, importance: 'main' })
    expect(shen?.aliases).toContain('青禾')
  })

  it('believes findings about names that have nothing in common', () => {
    const paragraphs = ['The Fox is Arthur Bell. Arthur Bell ran.', 'The Fox hid. Bell laughed.']
    const { cast } = merge([finding('Arthur Bell', ['Bell', 'The Fox'])], { paragraphs, language: 'en' })
    expect(cast).toHaveLength(1)
    expect(cast[0]).toMatchObject({ name: 'Arthur Bell', mentions: 5 })
  })

  it('counts in the novel and not in the findings', () => {
    const { cast } = merge([{ ...finding('Rooke'), mentions: 900 }], { paragraphs: ENGLISH, language: 'en' })
    expect(cast[0]?.mentions).toBe(2)
  })

  it('keeps only quotes that stand in their paragraph to the letter, eight at most', () => {
    const real = Array.from({ length: 20 }, (_, i) => ({ name: 'Rooke', paragraph: i, quote: `Rooke spoke ${i}` }))
    const paragraphs = real.map(({ quote }) => `${quote}.`)
    const invented = [
      { name: 'Rooke', paragraph: 3, quote: 'Rooke never said this' },
      { name: 'Rooke', paragraph: 99, quote: 'Rooke spoke 1' },
    ]
    const { cast } = merge([finding('Rooke', [], [...real, ...invented])], { paragraphs, language: 'en' })
    const quotes = cast[0]?.evidence ?? []
    expect(quotes).toHaveLength(8)
    for (const { paragraph, quote } of quotes) expect(paragraphs[paragraph]).toContain(quote)
    expect((quotes.at(-1)?.paragraph ?? 0) - (quotes[0]?.paragraph ?? 0)).toBeGreaterThan(12)
  })

  it('finds a quote for the name and each alias when the findings bring none that is true', () => {
    const { cast } = merge([finding('Captain Rooke')], { paragraphs: ENGLISH, language: 'en' })
    const quote = 'Captain Rooke was at the door, and Rooke hated to be kept.'
    expect(cast[0]?.evidence).toEqual([
      { name: 'Captain Rooke', paragraph: 3, quote },
      { name: 'Rooke', paragraph: 3, quote },
    ])
  })

  it('cuts a long sentence around the name', () => {
    const long = `${'the rain went on and on over the grey roofs and '.repeat(12)}Captain Rooke swore${' and the wind blew'.repeat(20)}.`
    const { cast } = merge([finding('Captain Rooke')], { paragraphs: [long], language: 'en' })
    for (const { name, quote } of cast[0]?.evidence ?? []) {
      expect(quote).toContain(name)
      expect(quote.length).toBeLessThanOrEqual(240)
      expect(long).toContain(quote)
    }
    expect(cast[0]?.evidence.length).toBeGreaterThan(0)
  })

  it('gives first name and surname to the one who alone bears them', () => {
    const paragraphs = ['Mr. Silas Crane met Mr. Abel Moss.', 'Mrs. Moss nodded to Mr. Silas Crane. Abel Moss bowed.']
    const findings = ['Mr. Silas Crane', 'Mr. Abel Moss', 'Abel Moss', 'Mrs. Moss'].map((name) => finding(name))
    const { cast } = merge(findings, { paragraphs, language: 'en' })
    const aliasesOf = (name: string) => cast.find((member) => member.name === name)?.aliases
    expect(aliasesOf('Mr. Silas Crane')).toEqual(expect.arrayContaining(['Silas', 'Crane']))
    expect(aliasesOf('Abel Moss')).toContain('Abel')
    expect(cast.filter(({ aliases }) => aliases.includes('Moss')).map(({ name }) => name)).toEqual(['Mrs. Moss'])
  })

  it('tells the sex by titles, pronouns and first names, and the age in the words of the text', () => {
    const paragraphs = [
      'Mrs. Orne was a woman of fifty. Dell brought the tea, and he spilt it.',
      'Dell was only nineteen, and he knew it. Dell bowed. He left.',
      'Dell came back. He had forgotten the sugar. Agnes, whose brother was a boy of ten, laughed.',
    ]
    const findings = ['Mrs. Orne', 'Dell', 'Agnes'].map((name) => finding(name))
    const { cast } = merge(findings, { paragraphs, language: 'en' })
    expect(Object.fromEntries(cast.map(({ name, gender, age }) => [name, [gender, age]]))).toEqual({
      'Mrs. Orne': ['female', 'fifty'],
      Dell: ['male', 'nineteen'],
      Agnes: ['female', null],
    })
  })

  it('believes findings about sex and age', () => {
    const found = { ...finding('Captain Rooke'), gender: 'female' as const, age: 'past forty', isNarrator: true }
    const { cast } = merge([found], { paragraphs: ENGLISH, language: 'en' })
    expect(cast[0]).toMatchObject({ gender: 'female', age: 'past forty', isNarrator: true })
  })

  it('knows who tells the story by the introduction', () => {
    const paragraphs = ['My name is Ada Pike, and I keep the light.', 'I saw Mr. Lunt on the pier. I waved.']
    const { cast } = merge([finding('Ada Pike'), finding('Mr. Lunt')], { paragraphs, language: 'en' })
    expect(cast.filter(({ isNarrator }) => isNarrator).map(({ name }) => name)).toEqual(['Ada Pike'])
  })

  it('knows who tells the story by who is spoken to and never told of', () => {
    const paragraphs = [
      '“Come in, Pike,” said Lunt. I came in.',
      '“You are late, Pike.” I said that I knew.',
      'Lunt lit his pipe. “Well, Pike, what have you found?” I gave Lunt the letter.',
    ]
    const { cast } = merge([finding('Pike'), finding('Lunt')], { paragraphs, language: 'en' })
    expect(cast.filter(({ isNarrator }) => isNarrator).map(({ name }) => name)).toEqual(['Pike'])
  })

  it('names no narrator in a story that is told of others', () => {
    const { cast } = merge([finding('Hester'), finding('Mr. Vane')], { paragraphs: ENGLISH, language: 'en' })
    expect(cast.some(({ isNarrator }) => isNarrator)).toBe(false)
  })

  it('puts who speaks before who is as often named', () => {
    const paragraphs = [
      'Mr. Lunt was named by all. “Yes,” said Mr. Orne.',
      'They talked of Mr. Lunt. “No,” said Mr. Orne.',
    ]
    const { cast } = merge([finding('Mr. Lunt'), finding('Mr. Orne')], { paragraphs, language: 'en' })
    expect(cast.map(({ name }) => name)).toEqual(['Mr. Orne', 'Mr. Lunt'])
  })

  it('sets places and families aside and keeps them whole', () => {
    const paragraphs = [
      'Mr. Orne lived at Stallwick. He went from Stallwick to town and back to Stallwick.',
      'The Ornes were at home in Stallwick. Mr. Orne smiled.',
    ]
    const findings = ['Mr. Orne', 'Stallwick', 'Ornes'].map((name) => finding(name))
    const { cast, setAside } = merge(findings, { paragraphs, language: 'en' })
    expect(cast.map(({ name }) => name)).toEqual(['Mr. Orne'])
    expect(setAside).toMatchObject([
      { member: { name: 'Stallwick', mentions: 4, evidence: [{ paragraph: 0 }] }, reason: 'seldom_a_person' },
      { member: { name: 'Ornes', mentions: 1 }, reason: 'not_one_person' },
    ])
  })

  it('sets aside no more than a hundred, the most mentioned', () => {
    const names = Array.from(
      { length: 300 },
      (_, i) => `Mr. Q${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10) % 10]}${i}`,
    )
    const paragraphs = names.map((name) => `${name} came.`)
    const { setAside } = merge(
      names.map((name) => finding(name)),
      { paragraphs, language: 'en' },
    )
    expect(setAside).toHaveLength(100)
  })

  it('sets aside a name that the novel does not have', () => {
    const { cast, setAside } = merge([finding('Rooke'), finding('Gandalf')], {
      paragraphs: ENGLISH,
      language: 'en',
    })
    expect(cast.map(({ name }) => name)).toEqual(['Rooke'])
    expect(setAside).toMatchObject([{ member: { name: 'Gandalf', importance: 'minor' }, reason: 'not_in_text' }])
  })

  it('asks about a name that may be either of two, and applies the answer', () => {
    const paragraphs = ['Tom Reed and Tom Hale rowed. Tom Hale sang.', 'Tom Reed slept. Tom woke him. Tom laughed.']
    const findings = ['Tom Reed', 'Tom Hale', 'Tom'].map((name) => finding(name))
    const found = readFindings(findings, { paragraphs, language: 'en' })
    const asked = mergeFindings(found)
    expect(asked.doubtful.map(({ first, second }) => [first.name, second.name])).toEqual([['Tom Hale', 'Tom']])
    const decided = mergeFindings(found, [{ first: 'Tom Hale', second: 'Tom', same: true }])
    expect(decided.doubtful).toEqual([])
    expect(decided.cast[0]).toMatchObject({ name: 'Tom Hale', mentions: 4 })
    expect(decided.cast[0]?.aliases).toContain('Tom')
    const refused = mergeFindings(found, [{ first: 'Tom Hale', second: 'Tom', same: false }])
    expect(refused.doubtful).toEqual([])
    expect(refused.cast).toHaveLength(3)
  })

  it('leaves a reading as it was, so that it serves any decisions', () => {
    const paragraphs = ['Tom Reed and Tom Hale rowed. Tom Hale sang.', 'Tom Reed slept. Tom woke him. Tom laughed.']
    const findings = ['Tom Reed', 'Tom Hale', 'Tom'].map((name) => finding(name))
    const found = readFindings(findings, { paragraphs, language: 'en' })
    const asked = mergeFindings(found)
    mergeFindings(found, [{ first: 'Tom Hale', second: 'Tom', same: true }])
    expect(mergeFindings(found)).toEqual(asked)
  })

  it('is empty for a novel without people', () => {
    expect(merge([], { paragraphs: ['Rain.'], language: 'en' })).toEqual({
      cast: [],
      doubtful: [],
      setAside: [],
    })
  })
})
