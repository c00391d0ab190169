import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/contracts/text.ts'
import { proposeBoundaries } from '../../../src/providers/offline/boundaries.ts'

/** Strengths of the places before each paragraph; 0 where nothing is proposed. */
function strengthsOf(texts: readonly string[], language: Language): number[] {
  const proposals = proposeBoundaries({
    language,
    startParagraph: 0,
    endParagraph: texts.length,
    chapters: [],
    paragraphs: texts.map((text, number) => ({ number, text })),
  })
  const found = new Map(proposals.map(({ paragraph, strength }) => [paragraph, strength]))
  return texts.map((_, i) => found.get(i) ?? 0)
}

describe('proposeBoundaries', () => {
  it('takes a row of ornaments for the break of a scene', () => {
    expect(strengthsOf(['桥下的水是黑的。', '※※※', '船靠了岸。'], 'zh')[2]).toBe(0.85)
  })

  it.each([
    ['zh', '他把灯放在桌上。', '门外忽然有人问：“你还活着？”', '她把窗关上。'],
    [
      'en',
      'He set the lamp on the table.',
      'Suddenly the door flew open, and who should stand there?',
      'She shut the window.',
    ],
  ] as const)('prefers a place after tension to one after calm (%s)', (language, calm, tense, next) => {
    const [, afterCalm = 0] = strengthsOf([calm, next], language)
    const [, afterTension = 0] = strengthsOf([tense, next], language)
    expect(afterTension).toBeGreaterThan(afterCalm + 0.1)
  })

  it.each([
    ['zh', '“你看见谁了？”', '“没有谁。”', '水声很响。'],
    ['en', '"Whom did you see?"', '"Nobody."', 'The water was loud.'],
  ] as const)('holds an exchange of words together (%s)', (language, question, answer, narration) => {
    const [, within = 0] = strengthsOf([question, answer], language)
    const [, behind = 0] = strengthsOf([question, narration], language)
    expect(within).toBeLessThan(behind / 2)
  })

  it('adds up a question and the opening of a new day', () => {
    const [, together = 0] = strengthsOf(['那封信究竟是谁写的？', '第二天，雾散了。'], 'zh')
    const [, opening = 0] = strengthsOf(['他睡了。', '第二天，雾散了。'], 'zh')
    expect(together).toBeGreaterThan(opening)
    expect(together).toBeLessThan(0.85)
  })
})
