import { describe, expect, it } from 'vitest'
import { readParts } from '../../../src/providers/offline/speech.ts'

/** Parts as `who: words` and narration as it is. */
function partsOf(language: 'zh' | 'en', names: readonly string[], paragraph: string): string[] {
  return readParts(paragraph, names, language).map((part) =>
    part.kind === 'action'
      ? part.text
      : `${part.speaker ?? '?'}${part.manner ? ` (${part.manner})` : ''}: ${part.text}`,
  )
}

describe('the speaker of an English speech', () => {
  it.each([
    ['"Late," said the Ferryman.', ['the Ferryman: Late.']],
    ['"Late," said the old lady in a low voice.', ['the old lady (in a low voice): Late.']],
    ['"Late," the miller grumbled: "too late."', ['the miller: Late, too late.']],
    ['"How came he?" I reiterated. "The gate is shut."', ['I: How came he? The gate is shut.']],
    ['"I cannot," Ada persisted, shaking her head.', ['Ada (shaking her head): I cannot.']],
    [
      '"Oh, dear!" cried Ada (she had quite forgotten the lamp).',
      ['Ada: Oh, dear!', 'Ada (she had quite forgotten the lamp).'],
    ],
    ['"Sit down," said Ada angrily.', ['Ada (angrily): Sit down.']],
  ])('is named by the cue: %s', (paragraph, parts) => {
    expect(partsOf('en', ['Ada'], paragraph)).toEqual(parts)
  })

  it('is nobody when something else is done', () => {
    expect(partsOf('en', ['Ada'], '"Late." The lamp went out behind the counter.')).toEqual([
      '?: Late.',
      'The lamp went out behind the counter.',
    ])
  })
})

describe('the speaker of a Chinese speech', () => {
  it('is a voice from outside where nobody is seen', () => {
    expect(partsOf('zh', ['许文舟'], '只听门外叫道：“开门！快开门！”')).toEqual(['画外音: 开门！快开门！'])
  })

  it('is not made a picture of hearing', () => {
    expect(partsOf('zh', ['许文舟'], '许文舟听了，冷笑道：“果然是你。”')).toEqual(['许文舟: 果然是你。'])
  })

  it('is not whom the words are said to', () => {
    expect(partsOf('zh', ['许文舟', '阮青'], '阮青看见了，叫许文舟道：“快把灯灭了！”')).toContain('阮青: 快把灯灭了！')
  })
})
