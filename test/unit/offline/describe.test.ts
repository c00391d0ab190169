import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/contracts/text.ts'
import { describeCharacter } from '../../../src/providers/offline/describe.ts'

function describedBy(language: Language, names: string[], ...lines: string[]) {
  const [name = '', ...aliases] = names
  const passages = lines.map((text, number) => ({ number, text }))
  return describeCharacter({
    language,
    name,
    aliases,
    importance: 'main',
    gender: null,
    age: null,
    mentions: 42,
    evidence: [],
    passages,
  })
}

describe('the role of a character', () => {
  it('is what stands before the name, with whom it belongs to', () => {
    expect(describedBy('zh', ['卢敬之'], '接过信的是仁济医院的院长卢敬之。').role).toBe('仁济医院的院长，主要人物。')
    expect(describedBy('zh', ['卢敬之'], '跟在后面的年轻巡警卢敬之跑了起来。').role).toBe('年轻巡警，主要人物。')
  })

  it('is what follows the name', () => {
    expect(describedBy('zh', ['郑开山'], '他叫郑开山，长风号的船长。').role).toBe('长风号的船长，主要人物。')
    expect(describedBy('en', ['Jonas Hale'], 'Jonas Hale, a ferry captain, spat into the water.').role).toBe(
      'A ferry captain; a main character.',
    )
    expect(describedBy('en', ['Ned'], 'Ned was the oldest furnaceman on the island, and deaf.').role).toContain(
      'The oldest furnaceman on the island',
    )
  })

  it('is a relation only with whose it is', () => {
    expect(describedBy('zh', ['卢敬之'], '阮青的父亲卢敬之站了起来。').role).toBe('阮青的父亲，主要人物。')
    expect(describedBy('zh', ['卢敬之'], '她的父亲卢敬之站了起来。').role).toBe('主要人物。')
  })

  it('is the trade of a form of address, and never a count', () => {
    expect(describedBy('zh', ['卢敬之', '卢医生'], '卢医生走了。').role).toBe('医生，主要人物；又称卢医生。')
    expect(describedBy('en', ['Inspector Moss'], 'Inspector Moss yawned.').role).not.toMatch(/\d/)
  })
})

describe('the looks of a character', () => {
  it('are not told by hats on tables, short pauses or somebody of the other sex', () => {
    const { appearance } = describedBy(
      'en',
      ['Mr. Hale'],
      '“No,” said Mr. Hale, laying his hat upon the table.',
      'Mr. Hale was fond of tea, in short, and sat down after a short pause.',
      'Mr. Hale looked at the door. She was a tall, thin woman with red hair.',
    )
    expect(appearance).toBe('The text does not say what this person looks like.')
  })

  it('are those of the stranger who is named right after', () => {
    const { appearance } = describedBy(
      'zh',
      ['卢敬之'],
      '门口站着一个老人，满头白发，高鼻梁，穿一件灰布长衫。',
      '“卢敬之，”他说，“学堂里教书的。”',
    )
    expect(appearance).toContain('满头白发')
  })

  it('are not those of somebody whom the paragraph named before', () => {
    const { appearance } = describedBy(
      'zh',
      ['小七'],
      '阮青坐在灯下。她身量瘦高，一头黑发，穿一件蓝布旗袍。',
      '“师傅，”学徒小七打了个哈欠。',
    )
    expect(appearance).toBe('原文没有写到此人的相貌。')
  })

  it('hold nothing of what is said', () => {
    const { appearance } = describedBy('zh', ['卢敬之'], '卢敬之满头白发，穿着长衫，“你长得像你娘，”他说。')
    expect(appearance).toBe('卢敬之满头白发，穿着长衫。')
  })
})
