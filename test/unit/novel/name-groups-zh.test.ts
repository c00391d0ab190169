import { describe, expect, it } from 'vitest'
import { groupNames, type NameForms } from '../../../src/novel/name-groups.ts'

function groupsOf(counts: Record<string, number>, forms: Partial<NameForms> = {}): string[][] {
  const known: NameForms = {
    counts: new Map(Object.entries(counts)),
    votes: () => 0,
    genderOf: () => null,
    ...forms,
  }
  return groupNames(known, 'zh').groups.map((names) => names.sort())
}

describe('Chinese names of one person', () => {
  it('join a trade to the one full name of that surname', () => {
    expect(groupsOf({ 孔砚秋: 9, 孔医生: 5, 老孔: 2 })).toEqual([['孔砚秋', '孔医生', '老孔'].sort()])
  })

  it('leave a form of address alone where two of the surname come alike', () => {
    expect(groupsOf({ 孔砚秋: 9, 孔明德: 7, 孔医生: 5 })).toContainEqual(['孔医生'])
  })

  it('give 老师傅 to the elder where the other is 师傅', () => {
    const groups = groupsOf({ 孔砚秋: 30, 孔明德: 8, 孔师傅: 6, 孔老师傅: 1 })
    expect(groups).toContainEqual(['孔师傅', '孔砚秋'].sort())
    expect(groups).toContainEqual(['孔明德', '孔老师傅'].sort())
  })

  it('do not call a young master by a trade', () => {
    const votes = (a: string, b: string) => (new Set([a, b, '孔少云', '孔少爷']).size === 2 ? 1 : 0)
    const groups = groupsOf({ 孔明德: 9, 孔少云: 8, 孔少爷: 3, 孔老板: 4 }, { votes })
    expect(groups).toContainEqual(['孔少云', '孔少爷'].sort())
    expect(groups).toContainEqual(['孔明德', '孔老板'].sort())
  })

  it('know a person by one character of the given name with a word of kinship, if only one has it', () => {
    expect(groupsOf({ 丁水莲: 6, 水嫂: 4, 阿莲: 2 })).toEqual([['丁水莲', '水嫂', '阿莲'].sort()])
    expect(groupsOf({ 丁水莲: 6, 马水生: 5, 水嫂: 4 })).toContainEqual(['水嫂'])
  })

  it('leave a wife by her husband’s surname apart', () => {
    expect(groupsOf({ 孔明德: 9, 孔太太: 5 })).toContainEqual(['孔太太'])
  })
})
