/** Takes a paragraph apart into what is done and what is said, with the speaker where the text names one. */
import type { Language } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import { SPEECH_VERBS } from './words-en.ts'
import { SPEECH_VERB } from './words-zh.ts'

export type ScriptPart = { kind: 'action'; text: string } | { kind: 'speech'; speaker: string | null; text: string }

const QUOTED = /“[^“”]*(?:”|$)|「[^「」]*(?:」|$)|『[^『』]*(?:』|$)|"[^"]*(?:"|$)/g
const CHINESE_CUE = new RegExp(`${SPEECH_VERB}[：:，,]?$`)
const CHINESE_CUE_BEHIND = new RegExp(`^[\\u3400-\\u9fff]{1,10}?${SPEECH_VERB}[，。：:！]`)
const ENGLISH_VERBS = [...SPEECH_VERBS].join('|')
const ENGLISH_BEHIND = new RegExp(
  `^\\s*[,—–-]*\\s*(?:(?:${ENGLISH_VERBS}) (.{2,50})|(.{2,40}?) (?:${ENGLISH_VERBS})\\b)`,
)
const ENGLISH_BEFORE = new RegExp(`(?:^|[.!?;] )([^.!?;]{0,120}?)\\b(?:${ENGLISH_VERBS})\\b[^.!?;]{0,60}[,:]?\\s*$`)

/** A quotation this short inside a sentence is a word in quotes, no speech. */
const MIN_SPEECH = { zh: 3, en: 8 }

/** `names` are the people of the passage. */
export function readParts(paragraph: string, names: readonly string[], language: Language): ScriptPart[] {
  const parts: ScriptPart[] = []
  let from = 0
  let speaker: string | null = null
  const quotes = [...paragraph.matchAll(QUOTED)]
  for (const [i, quote] of quotes.entries()) {
    const text = quote[0].replace(/^[“「『"]|[”」』"]$/g, '').trim()
    const behind = paragraph.slice(quote.index + quote[0].length, quotes[i + 1]?.index ?? paragraph.length)
    const before = paragraph.slice(from, quote.index)
    const named: string | null = speakerBefore(before, names, language) ?? speakerBehind(behind, names, language)
    const isWord = text.length < MIN_SPEECH[language] && named === null && paragraph.length > quote[0].length * 4
    if (isWord) continue
    pushAction(parts, before, language)
    speaker = named ?? speaker
    parts.push({ kind: 'speech', speaker, text })
    from = quote.index + quote[0].length
  }
  pushAction(parts, paragraph.slice(from), language)
  return parts
}

function pushAction(parts: ScriptPart[], text: string, language: Language): void {
  const action = text.trim()
  const letters = action.replace(/[^\p{L}\p{N}]/gu, '')
  // A bare cue ("said Holmes", 宝玉笑道：) is told by the speaker's name.
  const isCue =
    language === 'zh'
      ? CHINESE_CUE.test(action) && letters.length <= 8
      : ENGLISH_BEHIND.test(action) && letters.length <= 26
  if (letters.length < 2 || isCue) return
  parts.push({ kind: 'action', text: action })
}

function speakerBefore(text: string, names: readonly string[], language: Language): string | null {
  if (language === 'zh') {
    const clause =
      text
        .trim()
        .split(/[。！？…”」；]/)
        .at(-1) ?? ''
    if (!CHINESE_CUE.test(clause)) return null
    return firstName(clause, names) ?? (/[他她]/.exec(clause)?.[0] || null)
  }
  const cue = ENGLISH_BEFORE.exec(text)
  if (!cue) return null
  return firstName(cue[0], names) ?? pronounIn(cue[0])
}

function speakerBehind(text: string, names: readonly string[], language: Language): string | null {
  if (language === 'zh') {
    const cue = CHINESE_CUE_BEHIND.exec(text.trim())
    return cue ? (firstName(cue[0], names) ?? (/[他她]/.exec(cue[0])?.[0] || null)) : null
  }
  const cue = ENGLISH_BEHIND.exec(text)
  if (!cue) return null
  return firstName(cue[0], names) ?? pronounIn(cue[0])
}

function firstName(text: string, names: readonly string[]): string | null {
  for (const { name } of eachMention([text], names)) return name
  return null
}

function pronounIn(text: string): string | null {
  return /\b(he|she|I)\b/.exec(text)?.[0] ?? null
}
