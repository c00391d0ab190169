import { describe, expect, it } from 'vitest'
import { findPeople } from '../../../src/providers/offline/people.ts'

function peopleIn(...lines: string[]) {
  return findPeople(
    lines.map((text, number) => ({ number, text })),
    'zh',
  )
}

function namesIn(...lines: string[]): string[] {
  return peopleIn(...lines).flatMap(({ name, aliases }) => [name, ...aliases])
}

describe('people of a Chinese passage', () => {
  it('are found once named or shown by a standing, though they never speak', () => {
    const names = namesIn('领头的那个叫郑万山，脸上有疤。', '船长程望海把缆绳抛上岸，程望海的脸被风吹得通红。')
    expect(names).toEqual(expect.arrayContaining(['郑万山', '程望海']))
  })

  it('are no adverbs and phrases of manner before a verb of speech', () => {
    const names = namesIn(
      '许文舟压低声音说：“门外有人。”',
      '他干笑两声道：“没有的事。”',
      '她咬着牙，一字一字地说：“我不走。”',
      '许文舟替他扎完，才开口道：“天亮再说。”',
      '老人瓮声瓮气地说：“走吧。”许文舟点点头，随即道：“走。”',
    )
    expect(names).toEqual(['许文舟'])
  })

  it('are no houses, though a house begins with a surname and comes often', () => {
    const names = namesIn(
      '陆公馆的灯亮着。陆公馆在半山，谁都知道陆公馆。',
      '陆长庚推开陆公馆的门，陆长庚说：“都进来。”',
      '他在陆公馆里住了十年，到陆公馆来的人都怕他。',
    )
    expect(names).toEqual(['陆长庚'])
  })

  it('are called by surname and trade, by 老 and by the given name alone', () => {
    const [kong, ...others] = peopleIn(
      '孔砚秋说：“坐。”孔医生把药箱打开，孔砚秋的手很稳。',
      '“老孔，”那人说，“还认得我吗？”孔砚秋抬起头。',
      '“砚秋，”她低声道，“别去。”老孔没有回头。',
    )
    expect(kong?.name).toBe('孔砚秋')
    expect(kong?.aliases.sort()).toEqual(['孔医生', '砚秋', '老孔'].sort())
    expect(others).toEqual([])
  })

  it('have the other names that they or the story give them', () => {
    const people = peopleIn(
      '一个姑娘站在台口。“我本名叫白玉芝。”她说，“台上才叫燕南归。”',
      '燕南归说：“票卖完了。”燕南归的脸在灯下很白，燕南归笑道：“明天再来。”',
      '账房魏长庆拨着算盘，街上都叫他铁公鸡。魏长庆说：“记账。”',
    )
    expect(people.find(({ name }) => name === '魏长庆')?.aliases).toContain('铁公鸡')
  })

  it('are no commands behind 叫', () => {
    expect(namesIn('许文舟说：“他们都叫我去请安。”许文舟笑道：“我叫他坐下。”')).toEqual(['许文舟'])
  })
})
