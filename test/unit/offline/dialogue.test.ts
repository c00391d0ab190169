import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/contracts/text.ts'
import { readDialogue } from '../../../src/providers/offline/dialogue.ts'

function speakers(language: Language, genders: Record<string, 'female' | 'male'>, ...lines: string[]) {
  const names = Object.keys(genders)
  const voices = { shown: new Map(names.map((name) => [name, name])), genders: new Map(Object.entries(genders)) }
  const parts = readDialogue(
    lines.map((text, number) => ({ number, text })),
    voices,
    language,
  )
  return parts.flat().flatMap((part) => (part.kind === 'speech' ? [part.speaker] : []))
}

const CHINESE = { 许文舟: 'male', 阮青: 'female' } as const
const ENGLISH = { 'Ada Finch': 'female', 'Tom Reed': 'male' } as const

describe('a conversation', () => {
  it('goes in turns where the words stand alone', () => {
    expect(speakers('zh', CHINESE, '许文舟说：“几点了？”', '阮青道：“三点。”', '“走吧。”', '“再等等。”')).toEqual([
      '许文舟',
      '阮青',
      '许文舟',
      '阮青',
    ])
    expect(speakers('en', ENGLISH, '“Late,” said Tom Reed.', '“Three,” said Ada Finch.', '“Come on.”')).toEqual([
      'Tom Reed',
      'Ada Finch',
      'Tom Reed',
    ])
  })

  it('resolves a pronoun to the last person of that sex', () => {
    expect(speakers('zh', CHINESE, '阮青推开门，许文舟跟在后面。', '“有人来过。”她说。')).toEqual(['阮青'])
  })

  it('gives words to who does something between them', () => {
    expect(speakers('zh', CHINESE, '阮青推开门。', '“别动。”她蹲下去，“地上有血。”')).toEqual(['阮青', '阮青'])
  })

  it('does not give words to whoever is only spoken to or looked at', () => {
    expect(speakers('zh', CHINESE, '“你好。”那人伸手跟许文舟握了一握。')).not.toContain('许文舟')
  })

  it('lets a stranger enter with nothing but a name', () => {
    expect(speakers('zh', CHINESE, '一个年轻人站在门口。', '“许文舟。”年轻人说，“叫我文舟就行。”')).toEqual(['许文舟'])
  })

  it('calls an unnamed speaker by the words of the text', () => {
    expect(speakers('zh', CHINESE, '那女人道：“你找谁？”')).toEqual(['那女人'])
    expect(speakers('en', ENGLISH, '“Who is it?” said the old lady in a low voice.')).toEqual(['the old lady'])
  })

  it('counts a short beat as a turn', () => {
    expect(speakers('en', ENGLISH, '“Late,” said Tom Reed.', 'Ada Finch made no answer.', '“Very late.”')).toEqual([
      'Tom Reed',
      'Tom Reed',
    ])
  })

  it('lets whoever is called by name answer', () => {
    expect(speakers('zh', CHINESE, '许文舟说：“阮青，灯呢？”', '“灭了。”')).toEqual(['许文舟', '阮青'])
    expect(speakers('en', ENGLISH, '“Well, Ada Finch, is it out?” said Tom Reed.', '“It is.”')).toEqual([
      'Tom Reed',
      'Ada Finch',
    ])
  })

  it('goes on with a speech of several paragraphs', () => {
    expect(
      speakers('en', ENGLISH, '“Late,” said Tom Reed.', '“Three,” said Ada Finch. “It was dark.', '“Nobody came.”'),
    ).toEqual(['Tom Reed', 'Ada Finch', 'Ada Finch'])
  })
})
