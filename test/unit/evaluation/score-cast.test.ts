import { describe, expect, it } from 'vitest'
import type { GoldCharacter } from '../../../src/evaluation/gold-book.ts'
import { countMatches } from '../../../src/evaluation/maximum-matching.ts'
import { countDuplicates, type FoundPerson, scoreCast } from '../../../src/evaluation/score-cast.ts'

const TOBIAS: GoldCharacter = {
  name: 'Tobias Wren',
  aliases: ['Toby', 'Mr. Wren'],
  category: 'major',
  gender: 'male',
}
const ADA: GoldCharacter = { name: 'Ada Finch', aliases: ['Ada', 'Miss Finch'], category: 'major', gender: 'female' }
const MARSH: GoldCharacter = { name: 'Colonel Marsh', aliases: [], category: 'intermediate' }
const PIM: GoldCharacter = { name: 'Old Pim', aliases: ['the Captain'], category: 'minor' }
const HOOD: GoldCharacter = { name: 'Ned Hood', aliases: ['the Captain'], category: 'minor' }
const GOLD = [TOBIAS, ADA, MARSH, PIM, HOOD]

/** A cast of people given by their names, the first of which is the name. */
function cast(...people: string[][]): FoundPerson[] {
  return people.map(([name = '', ...aliases]) => ({ name, aliases }))
}

function unmatched(name: string): string[] {
  return scoreCast(GOLD, cast([name])).top20Unmatched
}

describe('scoreCast', () => {
  it('gives full marks to the known people themselves', () => {
    const score = scoreCast(GOLD, GOLD)
    expect(score.all).toEqual({ gold: 5, recall: 1, recallOneToOne: 1, missed: [] })
    expect(score).toMatchObject({ precisionOfTop20OneToOne: 1, unmatchedShare: 0, duplicates: [], merged: [] })
    expect(score.aliases.all.f1).toBe(1)
  })

  it('has nothing to divide by for an empty cast', () => {
    const score = scoreCast(GOLD, [])
    expect(score.major).toEqual({ gold: 2, recall: 0, recallOneToOne: 0, missed: ['Tobias Wren', 'Ada Finch'] })
    expect(score).toMatchObject({ precisionOfTop20: null, precisionOfTop20OneToOne: null, unmatchedShare: null })
    expect(score.aliases.all).toEqual({ aliases: 9, precision: 0, recall: 0, f1: 0 })
  })

  it('is not taken in by one entry with every name', () => {
    const score = scoreCast(GOLD, cast(GOLD.flatMap(({ name, aliases }) => [name, ...aliases])))
    expect(score.major).toMatchObject({ recall: 1, recallOneToOne: 0.5 })
    expect(score.merged).toHaveLength(1)
    // Without the shared one there are 9 aliases, each beside all 9, of people who have 3, 3, 1, 1 and 1.
    expect(score.aliases.all.precision).toBeCloseTo((3 * 3 + 3 * 3 + 1 + 1 + 1) / 9 / 9, 10)
    expect(score.aliases.all.recall).toBe(1)
  })

  it('counts entries too many for one person', () => {
    const score = scoreCast(GOLD, cast(['Tobias Wren'], ['Toby'], ['Mr. Wren'], ['Ada'], ['Bridge']))
    expect(score.duplicates).toEqual([{ person: 'Tobias Wren', members: ['Tobias Wren', 'Toby', 'Mr. Wren'] }])
    expect(countDuplicates(score)).toBe(2)
    expect(score).toMatchObject({ precisionOfTop20: 0.8, precisionOfTop20OneToOne: 0.4, unmatchedShare: 0.2 })
  })

  it('computes the agreement of aliases by B-cubed', () => {
    const gold: GoldCharacter[] = [
      { name: 'Ann', aliases: ['Nan'], category: 'major' },
      { name: 'Bob', aliases: [], category: 'major' },
      { name: 'Cy', aliases: [], category: 'minor' },
    ]
    const { aliases } = scoreCast(gold, cast(['Ann', 'Bob'], ['Nan']))
    // Ann: 1/2 and 1/2; Bob: 1/2 and 1; Nan: 1 and 1/2; Cy is missing.
    expect(aliases.found).toEqual({ aliases: 3, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 })
    expect(aliases.all).toMatchObject({ aliases: 4, precision: 2 / 3, recall: 1 / 2 })
    expect(aliases.all.f1).toBeCloseTo(4 / 7, 10)
  })

  it('leaves aliases out that the text holds less than three times', () => {
    const text = 'Toby. toby, “Toby”! Tobyjug. Ada and Ada. Mr.\nWren, Mr. Wren and MR. WREN.'
    const { aliases } = scoreCast(GOLD, cast(['Toby', 'Mr Wren']), text)
    expect(aliases.all).toEqual({ aliases: 2, precision: 1, recall: 1, f1: 1 })
  })

  it('counts Chinese names inside of sentences', () => {
    const gold: GoldCharacter[] = [{ name: '沈禾', aliases: ['阿禾', '禾儿'], category: 'major' }]
    const text = '沈禾道。沈禾笑。阿禾来，阿禾去，阿禾又来。那日沈禾不在，禾儿也不在。'
    expect(scoreCast(gold, cast(['沈 禾']), text).aliases.all).toMatchObject({ aliases: 2, recall: 1 / 4 })
  })

  it.each([
    'TOBIAS WREN',
    'mr wren',
    'Wren',
    'Dr. Wren',
    "Toby's",
    'Toby’s',
    'the Captain',
    'Colonel  Marsh',
    'Col. Marsh',
    'Tóbias Wren',
  ])('knows %s', (name) => {
    expect(unmatched(name)).toEqual([])
  })

  it.each(['Mrs. Wren', 'Mr. Finch', 'Tobias', 'Captain Pimlico'])(
    'does not take %s for a person of the book',
    (name) => {
      expect(unmatched(name)).toEqual([name])
    },
  )

  it('credits a name of two people to one of them, and calls it no mistake', () => {
    const score = scoreCast(GOLD, cast(['the Captain']))
    expect(score).toMatchObject({ merged: [], duplicates: [] })
    expect(score.all).toMatchObject({ recall: 2 / 5, recallOneToOne: 1 / 5 })
  })

  it('looks at the first 20 for precision and the first 60 for recall', () => {
    const strangers = (count: number) => Array.from({ length: count }, (_, i) => [`Stranger${i}`])
    expect(scoreCast(GOLD, cast(...strangers(20), ['Ada']))).toMatchObject({ precisionOfTop20: 0 })
    expect(scoreCast(GOLD, cast(...strangers(59), ['Ada'])).major.recall).toBe(1 / 2)
    expect(scoreCast(GOLD, cast(...strangers(60), ['Ada'])).major.recall).toBe(0)
  })

  it('ranks by importance where it is told', () => {
    const strangers = Array.from({ length: 20 }, (_, i) => ({
      name: `Stranger${i}`,
      aliases: [],
      importance: 'minor' as const,
    }))
    expect(scoreCast(GOLD, [...strangers, { name: 'Ada', aliases: [], importance: 'main' }]).precisionOfTop20).toBe(
      0.05,
    )
  })
})

describe('countMatches', () => {
  it('gives up an earlier pair where that makes one more', () => {
    const partners: Record<string, number[]> = { a: [1, 2], b: [1], c: [1, 2, 3], d: [2] }
    expect(countMatches(['a', 'b', 'c', 'd'], (left) => partners[left] ?? [])).toBe(3)
  })
})
