/** Casts of what a model found: its groupings stand, rules only raise questions. */
import { describe, expect, it } from 'vitest'
import type { Language, PersonFinding } from '../../../src/contracts/text.ts'
import { mergeFindings } from '../../../src/novel/cast.ts'
import type { MergeDecision } from '../../../src/novel/cast-decisions.ts'
import { readFindings } from '../../../src/novel/cast-findings.ts'

const by = (readFrom: number | undefined, ...names: [string, ...string[]]): PersonFinding => {
  const [name, ...aliases] = names
  return { name, aliases, mentions: 1, evidence: [], ...(readFrom === undefined ? {} : { readFrom }) }
}
function merge(findings: PersonFinding[], paragraphs: string[], language: Language, decisions: MergeDecision[] = []) {
  const { cast, doubtful } = mergeFindings(readFindings(findings, { paragraphs, language }), decisions)
  return {
    people: cast.map(({ name, aliases }) => [name, ...aliases].sort().join(' = ')).sort(),
    asked: doubtful.map(({ first, second }) => [first.name, second.name].sort().join(' / ')),
  }
}

describe('what models say of who is who', () => {
  const vanes = ['Hester Vane and Vane came. Hester sat.', 'Silas Vane rose. Vane laughed.']
  const read = [by(0, 'Hester Vane', 'Hester', 'Vane'), by(1, 'Silas Vane', 'Vane')]

  it('a surname that two answers give to two people joins them only when it is decided', () => {
    const open = merge(read, vanes, 'en')
    expect(open.people).toHaveLength(2)
    expect(open.asked).toEqual(['Silas Vane / Vane'])
    const [first, second] = ['Vane', 'Silas Vane']
    expect(merge(read, vanes, 'en', [{ first, second, same: true }]).people).toHaveLength(1)
    expect(merge(read, vanes, 'en', [{ first, second, same: false }])).toMatchObject({ asked: [] })
    expect(merge(read, vanes, 'en', [{ first, second, same: true, byRules: true }]).people).toHaveLength(2)
  })

  it('the same given name of two families is asked about in Chinese', () => {
    const texts = ['沈青禾来了，青禾坐下。', '孔青禾走了，青禾没有回头。']
    const { people, asked } = merge([by(0, '沈青禾', '青禾'), by(1, '孔青禾', '青禾')], texts, 'zh')
    expect([people.length, asked.length]).toEqual([2, 1])
  })

  it('a bare address of two passages does not join who bear it', () => {
    const texts = ['Ahab was the Captain.', 'Peleg was the Captain.']
    const { people } = merge([by(0, 'Ahab', 'the Captain'), by(1, 'Peleg', 'the Captain')], texts, 'en')
    expect(people).toHaveLength(2)
  })

  it('nobody whom a model names is set aside or joined by rules', () => {
    const texts = ['They went to London. London was grey.', 'Tom Hale slept. Tom woke.']
    const { people, asked } = merge([by(0, 'London'), by(1, 'Tom Hale'), by(1, 'Tom')], texts, 'en')
    expect(people).toEqual(['London', 'Tom', 'Tom Hale'])
    expect(asked).toEqual(['Tom / Tom Hale'])
  })

  it('a finding by rules belongs to whom a model calls the same', () => {
    const texts = ['Hester Vane sat.', 'Hester Vane, called Hetty, rose. Silas ran.']
    const { people } = merge([by(0, 'Hester Vane'), by(undefined, 'Hester Vane', 'Hetty'), by(0, 'Silas')], texts, 'en')
    expect(people).toEqual(['Hester Vane = Hetty', 'Silas'])
  })

  it('relatives of one surname stay apart in Chinese, whatever both are called', () => {
    const texts = ['沈青禾和沈青松来了。青禾坐下，青松站着。', '沈老爷看着沈青禾。', '沈老爷看着沈青松。']
    const read = [
      by(0, '沈青禾', '青禾'),
      by(0, '沈青松', '青松'),
      by(1, '沈老爷'),
      by(1, '沈青禾'),
      by(2, '沈青松'),
      by(2, '沈老爷'),
    ]
    expect(merge(read, texts, 'zh').people).toHaveLength(3)
  })

  it('a Chinese cast has 60 members at most, those of most weight, and the rest can be brought back', () => {
    const given = [...'安柏川岱峨枫岗海涵鹤']
    const families = [...'沈孔陆许何吕张']
    const names = families.flatMap((family) => given.map((name) => `${family}子${name}`))
    const majors = names.slice(-8)
    const texts = names.map((name) => `${name}来了。`.repeat(majors.includes(name) ? 12 : 2))
    const found = readFindings(
      names.map((name, index) => by(index, name)),
      { paragraphs: texts, language: 'zh' },
    )
    const { cast, setAside } = mergeFindings(found)
    expect(cast).toHaveLength(60)
    expect(
      cast
        .filter(({ importance }) => importance === 'main')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(majors.sort())
    expect(setAside.map(({ reason }) => reason)).toEqual(Array(10).fill('too_many'))
  })
})
