import { describe, expect, it } from 'vitest'
import type { Gender } from '../../../src/contracts/text.ts'
import { isUnclearBearer } from '../../../src/novel/name-bearers-en.ts'

const person = (name: string, gender: Gender, mentions: number, first: number) => ({
  names: [name],
  gender,
  mentions,
  paragraphs: [first],
})

describe('isUnclearBearer', () => {
  const gentleman = person('Mr. Pryce', 'male', 60, 10)

  it('leaves out a rank that is said a few times beside a known gentleman of that surname', () => {
    expect(isUnclearBearer(person('Captain Pryce', 'male', 3, 40), [gentleman], 100)).toBe(true)
    expect(isUnclearBearer(person('Captain Pryce', 'male', 9, 40), [gentleman], 100)).toBe(false)
    expect(isUnclearBearer(person('Captain Rooke', 'male', 3, 40), [gentleman], 100)).toBe(false)
  })

  it('leaves out a wife who comes up when the story has married her husband', () => {
    expect(isUnclearBearer(person('Mrs. Pryce', 'female', 3, 80), [gentleman], 100)).toBe(true)
    expect(isUnclearBearer(person('Mrs. Pryce', 'female', 3, 20), [gentleman], 100)).toBe(false)
  })
})
