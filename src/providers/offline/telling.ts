/** Which sentences of a passage tell the most: by the words that the passage keeps using, and by who is in them. */
import type { Language, Paragraph } from '../../contracts/text.ts'
import { sentencesOf } from '../../novel/sentences.ts'

export interface TellingSentence {
  text: string
  paragraph: number
  /** Its place in the passage, from 0. */
  index: number
  score: number
  isSpeech: boolean
}

const LENGTH: Record<Language, { least: number; most: number }> = {
  zh: { least: 10, most: 90 },
  en: { least: 30, most: 280 },
}
const COMMON_ENGLISH = new Set(
  'that with have this from they were been which their would there what when will more could them than then said into some your very such upon only other should about after before being every great himself herself know little made make might most much must never nothing over shall these those though through time well where while without'.split(
    ' ',
  ),
)

/** Scores every sentence of the passage, in order. */
export function scoreSentences(
  paragraphs: readonly Paragraph[],
  names: readonly string[],
  language: Language,
): TellingSentence[] {
  const all = paragraphs.flatMap(sentencesWithSpeech)
  const weights = new Map<string, number>()
  const words = all.map(({ text }) => wordsOf(text, language))
  for (const list of words) for (const word of new Set(list)) weights.set(word, (weights.get(word) ?? 0) + 1)
  return all.map(({ text, paragraph, isSpeech }, index) => {
    const own = [...new Set(words[index])]
    const sum = own.reduce((total, word) => total + Math.log(weights.get(word) ?? 1), 0)
    const named = names.filter((name) => text.includes(name)).length
    const { least, most } = LENGTH[language]
    const fits = text.length >= least && text.length <= most ? 1 : 0.3
    return {
      text,
      paragraph,
      index,
      isSpeech,
      score:
        ((sum / Math.sqrt(own.length + 1)) * (1 + 0.25 * Math.min(named, 3)) + named) * fits * (isSpeech ? 0.5 : 1),
    }
  })
}

/** Sentences of a paragraph; those that begin inside a quotation, or lead one in, are speech. */
function sentencesWithSpeech({
  text,
  number,
}: Paragraph): Array<{ text: string; paragraph: number; isSpeech: boolean }> {
  let at = 0
  let inside = false
  return sentencesOf(text).map((sentence) => {
    const start = text.indexOf(sentence, at)
    for (const mark of text.slice(at, start).match(QUOTE_MARK) ?? []) inside = opensAfter(mark, inside)
    const isSpeech = inside || /^[“"「『]/.test(sentence) || /[：:，,] ?[“"「『]/.test(sentence)
    for (const mark of sentence.match(QUOTE_MARK) ?? []) inside = opensAfter(mark, inside)
    at = start + sentence.length
    return { text: sentence, paragraph: number, isSpeech }
  })
}

const QUOTE_MARK = /[“”「」『』"]/g

/** Straight quotes open and close in turn. */
function opensAfter(mark: string, inside: boolean): boolean {
  return mark === '"' ? !inside : '“「『'.includes(mark)
}

function wordsOf(text: string, language: Language): string[] {
  if (language === 'en') {
    return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !COMMON_ENGLISH.has(word))
  }
  const pairs: string[] = []
  for (const run of text.match(/[\u3400-\u9fff]+/gu) ?? []) {
    for (let i = 0; i + 2 <= run.length; i++) pairs.push(run.slice(i, i + 2))
  }
  return pairs
}

/** The `count` most telling sentences in the order of the text, from different parts of the passage. */
export function chooseTelling(sentences: readonly TellingSentence[], count: number): TellingSentence[] {
  const step = sentences.length / count
  const chosen = Array.from({ length: count }, (_, part) => {
    const slice = sentences.slice(Math.floor(part * step), Math.floor((part + 1) * step))
    return slice.reduce<TellingSentence | null>(
      (best, sentence) => (best === null || sentence.score > best.score ? sentence : best),
      null,
    )
  })
  return chosen.filter((sentence) => sentence !== null)
}
