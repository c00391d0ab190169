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

  it('join a name with an epithet before it to the name', () => {
    expect(groupsOf({ 田守义: 9, 铁算盘田守义: 2 })).toEqual([['田守义', '铁算盘田守义'].sort()])
    expect(groupsOf({ 田守义: 9, 铁算盘田守: 2 })).toContainEqual(['铁算盘田守'])
  })

  it('join a form of kinship to the one person who is called by another with the same character', () => {
    expect(groupsOf({ 云姐: 9, 云丫头: 2 })).toEqual([['云丫头', '云姐'].sort()])
    expect(groupsOf({ 云哥: 9, 云丫头: 2 })).toContainEqual(['云丫头'])
  })

  it('know a person by one character of the given name with a word of kinship, if only one has it', () => {
    expect(groupsOf({ 丁水莲: 6, 水嫂: 4, 阿莲: 2 })).toEqual([['丁水莲', '水嫂', '阿莲'].sort()])
    expect(groupsOf({ 丁水莲: 6, 马水生: 5, 水嫂: 4 })).toContainEqual(['水嫂'])
  })

  it('leave a wife by her husband’s surname apart', () => {
    expect(groupsOf({ 孔明德: 9, 孔太太: 5 })).toContainEqual(['孔太太'])
  })

  it('give the given name with a rank to its one bearer, and the wife’s form to nobody', () => {
    expect(groupsOf({ 贺砚: 20, 砚二爷: 6, 砚二奶奶: 4 })).toEqual(
      expect.arrayContaining([['砚二爷', '贺砚'].sort(), ['砚二奶奶']]),
    )
  })

  it('keep ranks and sexes apart', () => {
    const groups = groupsOf({ 孔砚秋: 20, 孔二姐: 6, 孔三姐: 5 })
    expect(groups.filter((names) => names.includes('孔二姐') && names.includes('孔三姐'))).toEqual([])
  })

  it('know a monk’s title alone where the story has only one such', () => {
    expect(groupsOf({ 行者: 90, 岳行者: 8 })).toEqual([['岳行者', '行者'].sort()])
    expect(groupsOf({ 行者: 900, 岳行者: 2 })).toContainEqual(['行者'])
  })

  it('follow what the text tells, and not to two people of one courtesy name', () => {
    const told = [
      { first: '柏廷桂', second: '子馨' },
      { first: '梅炳', second: '子馨' },
    ]
    expect(groupsOf({ 柏廷桂: 9, 梅炳: 7, 子馨: 5 }, { told })).toEqual(
      expect.arrayContaining([['子馨', '柏廷桂'].sort(), ['梅炳']]),
    )
  })

  it('take 儿 behind a name for a sound', () => {
    expect(groupsOf({ 玉簪: 9, 玉簪儿: 4 })).toEqual([['玉簪', '玉簪儿']])
  })
})

describe('Chinese forms of address', () => {
  it('of one person do not tell two sexes', () => {
    const groups = groupsOf({ 孔东明: 20, 孔先生: 8, 孔小姐: 9 })
    expect(groups).toContainEqual(['孔东明', '孔先生'].sort())
    expect(groups).toContainEqual(['孔小姐'])
  })

  it('may double a character of the given name', () => {
    expect(groupsOf({ 孔灵: 20, 灵灵: 6 })).toEqual([['孔灵', '灵灵'].sort()])
  })
})
