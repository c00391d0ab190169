import { describe, expect, it } from 'vitest'
import { introducedNames, introductionsIn } from '../../../src/novel/introductions-zh.ts'

function linksIn(text: string, ...known: string[]): string[] {
  return introductionsIn([text], known).map(({ first, second }) => `${first}=${second}`)
}

describe('what a Chinese text says of names', () => {
  it('gives surname, name and courtesy names whole', () => {
    expect(introducedNames(['原来这人姓柏名廷桂，字子馨，别号石泉，是个秀才。'])).toEqual([
      ['柏廷桂', '子馨', '柏子馨', '石泉', '柏石泉'],
    ])
    expect(introducedNames(['此人复姓欧阳，单名一个朔字，号铁笛，最爱吹笛。'])).toEqual([
      ['欧阳朔', '铁笛', '欧阳铁笛'],
    ])
  })

  it('ties a courtesy name, a nickname and a name in religion to the name before it', () => {
    const text = '梅炳，表字仲华；韩铁生绰号唤做穿山甲，与空明（俗名沈四）同来。'
    expect(linksIn(text, '梅炳', '韩铁生')).toEqual(['梅炳=仲华', '梅炳=梅仲华', '韩铁生=穿山甲'])
  })

  it('ties what everybody calls him to the one who was named last', () => {
    const text = '苏慕青是镇上的教员，瘦高个子，人人都叫他苏先生。'
    expect(linksIn(text, '苏慕青', '苏先生')).toContain('苏慕青=苏先生')
  })

  it('gives the name of somebody new to nobody', () => {
    const text = '苏慕青收了一个徒弟，生得黑胖，大家都叫他小铁塔。'
    expect(linksIn(text, '苏慕青', '小铁塔')).toEqual([])
  })

  it('does not tie what somebody is called to the friend beside him, or to his father-in-law', () => {
    const text = '韩铁生与苏慕青是旧友，人都叫他穿山甲。'
    expect(linksIn(text, '韩铁生', '苏慕青', '穿山甲')).toEqual(['韩铁生=穿山甲'])
    expect(linksIn('苏慕青的岳父卖豆腐，人都叫他沈豆腐。', '苏慕青', '沈豆腐')).toEqual([])
  })

  it('gives the office before a surname to its bearer', () => {
    expect(introducedNames(['这知府姓梁，名世用，最是胆小。'])).toEqual([['梁世用', '梁知府']])
  })

  it('believes who says the own name', () => {
    const text = '孔砚合掌道：“贫僧俗家姓程，法名空明。”'
    expect(linksIn(text, '孔砚', '空明')).toContain('孔砚=空明')
  })
})
