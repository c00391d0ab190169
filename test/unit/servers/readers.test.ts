/** Readers of the test server: those that are bad on purpose are bad in the way they say, and the perfect one knows what it was told. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { GoldCharacter } from '../../../src/evaluation/gold-book.ts'
import { readJsonAnswer } from '../../../src/providers/openai/json-answer.ts'
import { badContents, badForms, badReader } from '../../servers/readers/bad-reader.ts'
import { goldWork } from '../../servers/readers/gold-work.ts'
import type { Question } from '../../servers/readers/reader.ts'

const right = {
  people: [{ name: "Hetty's aunt", paragraph: 3, isNarrator: false, age: null }, { name: 'Hetty' }],
  notes: [],
}
const question: Question = { model: 'm', system: '', user: 'Who is there?', schema: {}, task: 'people' }
const good = async () => ({ text: JSON.stringify(right) })

describe('bad answers', () => {
  it.each(badForms)('%s says what is right', async (kind) => {
    const { text } = await badReader(good, { kind })(question)
    expect(text).not.toBe(JSON.stringify(right))
    expect(readJsonAnswer(text.replace(/^\uFEFF/, ''))).toEqual({ isJson: true, value: right })
  })

  it.each(badContents)('%s does not', async (kind) => {
    const { text } = await badReader(good, { kind })(question)
    expect(readJsonAnswer(text)).not.toEqual({ isJson: true, value: right })
  })

  it('come for one task, and as often as they are wanted for one question', async () => {
    const reader = badReader(good, { kind: 'empty', task: 'people', times: 1 })
    const asked = async (more: Partial<Question>) => (await reader({ ...question, ...more })).text === ''
    expect(await asked({ task: 'script' })).toBe(false)
    expect([await asked({}), await asked({}), await asked({ user: 'And here?' })]).toEqual([true, false, true])
  })
})

describe('the perfect reader', () => {
  const { zh } = JSON.parse(readFileSync(new URL('../../../samples/cast.json', import.meta.url), 'utf8'))
  const characters: GoldCharacter[] = zh.characters.map((person: object) => ({ ...person, category: 'major' }))
  const texts = ['第一章', '', '哑叔没有说话。', '', '青砚看着俞伯衡，又看着邵怀川。']
  const work = goldWork({ characters, paragraphs: texts, boundaries: [4] })
  const lines = [texts[2], texts[4]].map((text = '', number) => ({ number, text }))
  const passage = { language: 'zh' as const, lines }

  it('finds whoever is named, with quotes', () => {
    const people = work.people(passage)
    expect(people.map(({ name, aliases }) => [name, ...aliases])).toEqual([['俞伯衡', '哑叔'], ['青砚'], ['邵怀川']])
    expect(people[0]?.evidence).toContainEqual({ name: '俞伯衡', paragraph: 1, quote: texts[4] })
  })

  it('knows who is who, and where chapters begin', () => {
    const finding = (name: string) => ({ name, aliases: [], mentions: 1, evidence: [] })
    const same = (first: string, second: string) =>
      work.isSamePerson({ first: finding(first), second: finding(second), language: 'zh' })
    expect([same('铁算盘', '贾四海'), same('梅鹤卿', '梅景初'), same('谁', '谁')]).toEqual([true, false, false])
    expect(work.boundaries(passage)).toEqual([{ paragraph: 1, strength: 1 }])
  })
})
