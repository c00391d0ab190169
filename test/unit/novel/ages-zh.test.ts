import { describe, expect, it } from 'vitest'
import { ageOf } from '../../../src/novel/cast-facts.ts'

const ageIn = (text: string) => ageOf(['孔砚'], [0], [text], null, 'zh')

describe('the age of somebody in a Chinese novel', () => {
  it.each([
    ['孔砚年方十六岁，生得清秀。', '年方十六岁'],
    ['孔砚，字慕贤，年已五十四岁。', '年已五十四岁'],
    ['三十二岁的孔砚站在门口。', '三十二岁'],
  ])('is told right beside the name: %s', (text, age) => {
    expect(ageIn(text)).toBe(age)
  })

  it.each(['他比孔砚大两岁。', '孔砚有个儿子，今年十岁。', '孔砚在儿子七岁那年搬走了。', '臣长孔砚十岁。'])(
    'is nobody else’s, and no difference: %s',
    (text) => {
      expect(ageIn(text)).toBeNull()
    },
  )
})
