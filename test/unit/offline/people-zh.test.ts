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

  it('are found when they speak before their name comes', () => {
    const names = namesIn(
      '“你瘦了。”陆晚晴说。“是么？”顾一鸣笑了笑。',
      '“坐吧。”陆晚晴低声说，“茶凉了。”',
      '“不坐了。”顾一鸣说。“那你走。”陆晚晴说。',
    )
    expect(names).toEqual(expect.arrayContaining(['陆晚晴', '顾一鸣']))
  })

  it('are found by their names though they never speak', () => {
    const names = namesIn(
      '丁绍安把门锁上，往河边走。河边有人等着丁绍安，手里提着灯。',
      '那人看见丁绍安，把灯举高了。丁绍安没有停，从他身边过去。',
    )
    expect(names).toContain('丁绍安')
  })

  it('tell the story where they say their name', () => {
    const people = peopleIn(
      '我叫程砚，三十一岁，在这条街上修了七年的表。',
      '我把店门打开，秦小满已经等在外面。“程砚，”秦小满说，“我的表又停了。”',
      '我接过表。秦小满说：“程砚，你慢慢看。”我没有说话。',
    )
    expect(people.find(({ isNarrator }) => isNarrator)?.name).toBe('程砚')
    expect(people.find(({ name }) => name === '秦小满')?.isNarrator).toBeFalsy()
  })

  it('bear a nickname of looks behind the surname', () => {
    const [xu] = peopleIn(
      '徐兆丰推门进来。“热死了。”徐胖子说。徐兆丰把帽子一摘，徐兆丰的脸通红。',
      '徐胖子笑道：“给我水。”徐兆丰说：“快。”',
    )
    expect(xu?.aliases).toContain('徐胖子')
  })

  it('have evidence that holds the name', () => {
    for (const { evidence } of peopleIn('许文舟说：“坐。”许文舟的手很稳，许文舟笑了笑。')) {
      for (const { name, quote } of evidence) expect(quote).toContain(name)
    }
  })

  it('may be wives by the surnames of both families, and foreigners', () => {
    const names = peopleIn(
      '贺沈氏坐在炕上，不说话。Emily推门进来。贺沈氏抬头看她。',
      'Emily说：“外面冷。”贺沈氏道：“坐吧。”Emily坐下了。',
    ).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['贺沈氏', 'Emily']))
  })
})
