import { describe, expect, it } from 'vitest'
import { reviewChineseNames } from '../../../src/novel/review-zh.ts'

/** One finding a name, and the paragraphs of a novel. */
function review(names: string[], paragraphs: string[]) {
  const findings = names.map((name) => ({ name, aliases: [], mentions: 1, evidence: [] }))
  const { findings: kept, asideReason } = reviewChineseNames(findings, paragraphs)
  return {
    names: kept.map(({ name }) => name),
    reasonOf: (name: string) => asideReason([name], [[name]]),
  }
}

const times = (count: number, text: string) => Array.from({ length: count }, () => text)

describe('Chinese names in the whole novel', () => {
  it('get back what stands before them every time', () => {
    const paragraphs = times(6, '那日赤焰真君笑道：“你来了。”')
    expect(review(['焰真君'], paragraphs).names).toEqual(['赤焰真君'])
  })

  it('are not what many people are', () => {
    const paragraphs = [...times(6, '那石怪道：“看棒！”老僧道：“善哉。”'), ...times(6, '郑万山道：“不怕你。”')]
    const { reasonOf } = review(['石怪', '郑万山', '老僧'], paragraphs)
    expect(reasonOf('石怪')).toBe('not_one_person')
    expect(reasonOf('老僧')).toBe('not_one_person')
    expect(reasonOf('郑万山')).toBeNull()
  })

  it('are not what people do', () => {
    const paragraphs = [...times(6, '郑万山垂泪道：“走罢。”'), ...times(2, '他垂泪不语。')]
    expect(review(['郑万山', '垂泪'], paragraphs).reasonOf('垂泪')).toBe('seldom_a_person')
  })

  it('are no places', () => {
    const paragraphs = times(6, '众人到白鹿庄里坐下。郑万山道：“好庄子。”')
    expect(review(['白鹿庄', '郑万山'], paragraphs).reasonOf('白鹿庄')).toBe('seldom_a_person')
  })

  it('are people though they seldom speak, when they are full names that begin clauses', () => {
    const paragraphs = times(6, '郑万山走在前面，郑万山的刀在响。')
    const { isClearlyPerson } = reviewChineseNames(
      [{ name: '郑万山', aliases: [], mentions: 12, evidence: [] }],
      paragraphs,
    )
    expect(isClearlyPerson(['郑万山'])).toBe(true)
  })
})
