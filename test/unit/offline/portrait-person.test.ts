import { describe, expect, it } from 'vitest'
import { ageOf, hairStyleOf, isFemale } from '../../../src/providers/offline/portrait-person.ts'
import { readTraits } from '../../../src/providers/offline/portrait-traits.ts'
import type { PortraitBrief } from '../../../src/providers/painter.ts'
import { portraitBrief } from './portrait-brief.ts'

const briefOf = (facts: Partial<PortraitBrief>) => portraitBrief({ name: '卢敬之', ...facts })

describe('a portrait', () => {
  it('has the sex of the person, not of somebody the text mentions beside', () => {
    expect(isFemale(briefOf({ appearance: '拦她的人五十五岁，秃顶，尖下巴，两撇胡子。' }))).toBe(false)
    expect(isFemale(briefOf({ appearance: '她身量瘦高。', description: '他父亲和他哥哥都走了。' }))).toBe(true)
    expect(
      isFemale(briefOf({ language: 'en', name: 'Dr. Miriam Lowe', description: 'He, his son and his brother.' })),
    ).toBe(true)
  })

  it('has the age that the text says in numbers', () => {
    expect(ageOf(briefOf({ appearance: '他二十七岁。' }))).toBe('grown')
    expect(ageOf(briefOf({ appearance: '他七岁。' }))).toBe('child')
    expect(ageOf(briefOf({ appearance: '阿满十四岁，圆脸。' }))).toBe('child')
    expect(ageOf(briefOf({ appearance: '她六十多岁，一脸皱纹。' }))).toBe('old')
    expect(
      ageOf(briefOf({ language: 'en', appearance: 'A lean woman of forty, who saw to the old lady’s heart.' })),
    ).toBe('grown')
    expect(ageOf(briefOf({ language: 'en', appearance: 'She was twenty-four years old.' }))).toBe('grown')
    expect(ageOf(briefOf({ language: 'en', appearance: 'He was a tiny old man.' }))).toBe('old')
  })

  it('wears its hair as the text says', () => {
    const woman = { female: true, child: false, hat: false }
    const man = { female: false, child: false, hat: false }
    expect(hairStyleOf(briefOf({ appearance: '一头黑发挽在脑后。' }), woman, 0)).toBe('bun')
    expect(hairStyleOf(briefOf({ appearance: '一头短发。' }), woman, 0)).toBe('bob')
    expect(hairStyleOf(briefOf({ appearance: '头发披散着。' }), woman, 1)).toBe('long')
    expect(hairStyleOf(briefOf({ appearance: '他秃顶。' }), man, 0)).toBe('tonsure')
    expect(hairStyleOf(briefOf({ role: '探长', appearance: '灰呢大衣。' }), man, 0)).toBe('short')
    expect(hairStyleOf(briefOf({ name: '卢公子' }), man, 0)).toBe('topknot')
  })

  it('is dressed in the garment and the colour named first', () => {
    const traits = readTraits(briefOf({ appearance: '她穿一件洗得发白的蓝布旗袍，外面搭着灰大衣。' }))
    expect(traits.garment).toBe('robe')
    expect(traits.palette.garment).toBe('#29557f')
    expect(readTraits(briefOf({ appearance: '他一身米色西装。' })).garment).toBe('suit')
  })
})
