import { describe, expect, it } from 'vitest'
import type { Gender } from '../../../src/contracts/text.ts'
import { groupEnglishNames } from '../../../src/novel/name-groups-en.ts'

interface World {
  genders?: Record<string, Gender>
  /** `A|B`: [together, near], names in alphabetical order. */
  company?: Record<string, [number, number]>
}

/** Groups names, each given as often as it says. */
function groups(counts: Record<string, number>, { genders = {}, company = {} }: World = {}): string[][] {
  const found = groupEnglishNames({
    counts: new Map(Object.entries(counts)),
    votes: () => 0,
    genderOf: (name) => genders[name] ?? null,
    company: (first, second) => {
      const [together, near] = company[[first, second].sort().join('|')] ?? [0, 0]
      return { together, near }
    },
  })
  return found.groups.map((names) => [...names].sort()).sort()
}

describe('groupEnglishNames', () => {
  it('joins title, full name, surname and short form', () => {
    expect(
      groups(
        { 'Mr. Walter Pryce': 4, 'Walter Pryce': 9, 'Mr. Pryce': 30, Pryce: 12, Walter: 8, Wally: 3 },
        { company: { 'Wally|Walter': [0, 2] } },
      ),
    ).toEqual([['Mr. Pryce', 'Mr. Walter Pryce', 'Pryce', 'Wally', 'Walter', 'Walter Pryce']])
  })

  it('keeps husband, wife and daughter apart', () => {
    expect(groups({ 'Mr. Pryce': 20, 'Mrs. Pryce': 18, 'Miss Pryce': 9, Pryce: 4 })).toEqual([
      ['Miss Pryce'],
      ['Mr. Pryce', 'Pryce'],
      ['Mrs. Pryce'],
    ])
  })

  it('tells a mother from a daughter by being told of together', () => {
    const counts = { 'Clara Pryce': 10, Clara: 80, 'Mrs. Pryce': 40 }
    expect(groups(counts, { company: { 'Clara|Mrs. Pryce': [7, 40] } })).toContainEqual(['Mrs. Pryce'])
    expect(groups(counts, { company: { 'Clara|Mrs. Pryce': [1, 40] } })).toEqual([
      ['Clara', 'Clara Pryce', 'Mrs. Pryce'],
    ])
  })

  it('gives Miss and the surname to the sister who is not called by her first name with it', () => {
    const near: World = { company: { 'Clara|Miss Pryce': [0, 5], 'Edith|Miss Pryce': [0, 9] } }
    const counts = { 'Clara Pryce': 3, Clara: 50, 'Edith Pryce': 3, Edith: 60, 'Miss Edith': 8, 'Miss Pryce': 20 }
    expect(groups(counts, near)).toEqual([
      ['Clara', 'Clara Pryce', 'Miss Pryce'],
      ['Edith', 'Edith Pryce', 'Miss Edith'],
    ])
  })

  it('leaves the son of a couple his first name, and gives Mr. to his father', () => {
    const counts = { 'Walter Pryce': 3, Walter: 90, 'Mr. Pryce': 20, 'Mrs. Pryce': 18 }
    const company: World['company'] = { 'Mr. Pryce|Walter': [1, 9], 'Mr. Pryce|Mrs. Pryce': [0, 8] }
    expect(groups(counts, { company })).toContainEqual(['Mr. Pryce'])
    expect(groups(counts, { company: { 'Mr. Pryce|Walter': [1, 9] } })).toContainEqual([
      'Mr. Pryce',
      'Walter',
      'Walter Pryce',
    ])
  })

  it('does not take a younger one of several sisters for the eldest', () => {
    const company: World['company'] = { 'Edith|Miss Pryce': [0, 9] }
    const counts = { 'Edith Pryce': 3, Edith: 60, 'Miss Edith': 8, 'Miss Pryce': 20 }
    expect(groups(counts, { company })).toHaveLength(1)
    expect(groups({ ...counts, 'Miss Pryces': 6 }, { company })).toContainEqual(['Miss Pryce'])
  })

  it('finds the wife of a man by the company that her first name keeps', () => {
    const counts = { 'Walter Pryce': 9, 'Mr. Pryce': 80, 'Mrs. Walter Pryce': 8, Clara: 40, Edith: 200 }
    const company: World['company'] = {
      'Clara|Mrs. Walter Pryce': [0, 4],
      'Edith|Mrs. Walter Pryce': [0, 5],
      'Mr. Pryce|Walter Pryce': [3, 3],
    }
    expect(groups(counts, { company })).toContainEqual(['Clara', 'Mrs. Walter Pryce'])
  })

  it('takes Mrs. with a man’s first name for his wife', () => {
    expect(groups({ 'Henry Pryce': 10, 'Mrs. Henry Pryce': 4, 'Mrs. Pryce': 6, 'Mrs. Henry': 2 })).toEqual([
      ['Henry Pryce'],
      ['Mrs. Henry', 'Mrs. Henry Pryce', 'Mrs. Pryce'],
    ])
  })

  it('keeps a knight with his first name and from others who bear it', () => {
    expect(groups({ 'Sir Thomas Pryce': 5, 'Sir Thomas': 40, 'Tom Pryce': 12, Tom: 30 })).toEqual([
      ['Sir Thomas', 'Sir Thomas Pryce'],
      ['Tom', 'Tom Pryce'],
    ])
  })

  it('leaves a rank to the one who is called by it', () => {
    expect(
      groups(
        { 'Captain Pryce': 12, 'Henry Pryce': 20, 'Mr. Pryce': 8, Henry: 4 },
        { company: { 'Henry Pryce|Mr. Pryce': [0, 3] } },
      ),
    ).toEqual([['Captain Pryce'], ['Henry', 'Henry Pryce', 'Mr. Pryce']])
  })

  it('sees no other name in an epithet', () => {
    expect(groups({ 'Old Miss Pryce': 2, 'Miss Pryce': 9, 'Poor Clara': 1, Clara: 5 })).toEqual([
      ['Clara', 'Poor Clara'],
      ['Miss Pryce', 'Old Miss Pryce'],
    ])
  })

  it('joins a first name and a surname that are always near and never together', () => {
    const world: World = { company: { 'Clara|Miss Pryce': [1, 60] } }
    expect(groups({ Clara: 300, 'Miss Pryce': 70 }, world)).toEqual([['Clara', 'Miss Pryce']])
    expect(groups({ Clara: 300, 'Miss Pryce': 70 }, { company: { 'Clara|Miss Pryce': [12, 60] } })).toHaveLength(2)
  })

  it('does not take a name of its own for a short form', () => {
    expect(groups({ 'Anne Pryce': 30, Anne: 200, Nancy: 9 })).toContainEqual(['Nancy'])
  })
})
