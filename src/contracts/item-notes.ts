/**
 * What is said of finished work beside the work itself: who made it, and the notes on what was not as it should be, with their sentences.
 * `{name}` is a parameter.
 */
import { fillIn } from './fill-in.ts'

const registry = {
  fell_back_to_rules: {
    en: 'Done by the offline rules, since the model gave no usable answer: {reason}',
    zh: '模型未给出可用的回答，已改用离线规则：{reason}',
  },
  answer_repaired: {
    en: 'The model had to be asked {times} more {times:time|times}: {reason}',
    zh: '模型被追问了 {times} 次：{reason}',
  },
  passage_divided: {
    en: 'Read in {parts} parts, since the answer for the whole was cut off.',
    zh: '整段回答被截断，已分为 {parts} 部分读取。',
  },
  passage_did_not_fit: {
    en: 'Read in {parts} parts, since the question about the whole did not fit into the context of the model.',
    zh: '整段提问超出模型上下文，已分为 {parts} 部分读取。',
  },
  passage_took_too_long: {
    en: 'Read in {parts} parts, since the model was still writing about the whole when its time was up.',
    zh: '模型未能在限定时间内答完整段，已分为 {parts} 部分读取。',
  },
  answer_shortened: {
    en: 'Left out of the answer: {what}',
    zh: '已从回答中去除：{what}',
  },
  passage_shortened: {
    en: 'The passage is larger than the context of the model: {shown} of {whole} paragraphs were shown to it.',
    zh: '段落超出模型上下文：共 {whole} 段，向模型展示了 {shown} 段。',
  },
} as const

export type ItemNoteCode = keyof typeof registry
export const itemNoteCodes = Object.keys(registry) as ItemNoteCode[]

/** Who made something: stored with it, and shown beside it. */
export interface Origin {
  /** `offline`, also where a model's analyst fell back to the rules. */
  provider: string
  model: string
  /** Name and version of the prompt; null for rules. */
  promptVersion: string | null
}

/** A note as it is stored with its item. */
export interface ItemNote {
  code: ItemNoteCode
  params: Record<string, string | number>
}

/** The sentence of a note. */
export function itemNoteText(note: ItemNote, language: 'zh' | 'en'): string {
  return fillIn(registry[note.code][language], note.params)
}
