/** Which sentences of a passage tell the most: by the words that the passage keeps using, and by who is in them. */
import type { Language, Paragraph } from '../../contracts/text.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import { actorsIn } from './speech.ts'

export interface TellingSentence {
  text: string
  paragraph: number
  /** Its place in the passage, from 0. */
  index: number
  score: number
  isSpeech: boolean
  /** Whom a leading pronoun means, where the paragraph says it. */
  subject: string | null
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

/** What moves a story on. */
const EVENT: Record<Language, RegExp> = {
  zh: /死|杀|炸|沉没|烧|逃|救|抓|偷|抢|绑|认出|发现|找到|真相|原来|娶|嫁|打败|受伤|答应|拒绝|承认|命令|赶到|逼|藏|交给|告诉|宣布|失踪|回来|离开|来到|冲|拦住|证据|秘密|遗嘱|请.{1,4}[去来]|派|带走|决定/g,
  en: /\b(?:died|dead|death|kill\w*|murder\w*|escap\w*|saved|stole|stolen|robbed|found|discover\w*|reveal\w*|confess\w*|married|marry|arrest\w*|accus\w*|refus\w*|agreed|promis\w*|offered|told|learn\w*|arriv\w*|returned|fled|burn\w*|poison\w*|secret|letter|hid|hidden|threat\w*|ordered|begged|disappear\w*|inherit\w*|fire|decided|asked .{1,40} to)\b/gi,
}
/** What one such word adds, and how many count. */
const EVENT_WEIGHT = 0.3
const MAX_EVENTS = 2
const PRONOUN_FIRST = /^(?:[他她它](?!们)|(?:He|She|It)\b)/
/** A sentence that begins with a pronoun nobody can resolve says little by itself. */
const UNCLEAR = 0.4

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
  const subjects = subjectsOf(all, names, language)
  return all.map(({ text, paragraph, isSpeech }, index) => {
    const own = [...new Set(words[index])]
    const sum = own.reduce((total, word) => total + Math.log(weights.get(word) ?? 1), 0)
    const named = names.filter((name) => text.includes(name)).length
    const { least, most } = LENGTH[language]
    const fits = text.length >= least && text.length <= most ? 1 : 0.3
    const events = Math.min(text.match(EVENT[language])?.length ?? 0, MAX_EVENTS)
    const subject = subjects[index] ?? null
    const begins = PRONOUN_FIRST.test(text)
      ? subject === null
        ? UNCLEAR
        : 1
      : actorsIn(text, names, language).length > 0
        ? 1.3
        : 1
    return {
      text,
      paragraph,
      index,
      isSpeech,
      subject,
      score:
        ((sum / Math.sqrt(own.length + 1)) * (1 + 0.25 * Math.min(named, 3)) + named) *
        fits *
        (1 + EVENT_WEIGHT * events) *
        begins *
        (isSpeech ? 0.4 : 1),
    }
  })
}

/** For each sentence that begins with a pronoun: who was last named at the head of a sentence of the paragraph. */
function subjectsOf(
  sentences: ReadonlyArray<{ text: string; paragraph: number; isSpeech: boolean }>,
  names: readonly string[],
  language: Language,
): Array<string | null> {
  let paragraph = -1
  let last: string | null = null
  return sentences.map((sentence) => {
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph
      last = null
    }
    if (sentence.isSpeech) return null
    if (PRONOUN_FIRST.test(sentence.text)) return last
    const named = names.filter((name) => sentence.text.includes(name))
    const [first] = actorsIn(sentence.text, names, language)
    // With a second person in the sentence the pronoun may be either.
    last = first !== undefined && named.every((name) => first.includes(name) || name.includes(first)) ? first : null
    return null
  })
}

/** A telling sentence as it stands by itself: a leading pronoun by name, quotation marks in pairs. */
export function standingAlone({ text, subject }: TellingSentence): string {
  return withPairedQuotes(subject === null ? text : text.replace(PRONOUN_FIRST, subject))
}

/** Gives a quotation mark its missing other half: a sentence out of a longer speech has only one. */
export function withPairedQuotes(text: string): string {
  let paired = text
  for (const [open, close] of ['“”', '「」', '『』']) {
    if (open === undefined || close === undefined) continue
    let depth = 0
    let missing = 0
    for (const mark of paired) {
      if (mark === open) depth++
      else if (mark === close && depth > 0) depth--
      else if (mark === close) missing++
    }
    paired = open.repeat(missing) + paired + close.repeat(depth)
  }
  const straight = paired.split('"').length - 1
  return straight % 2 === 0 ? paired : paired.endsWith('"') ? `"${paired}` : `${paired}"`
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

/**
 * The `count` most telling sentences in the order of the text, one from each part of the passage. What is told comes before what is said:
 * a speech without its occasion is hard to follow.
 */
export function chooseTelling(sentences: readonly TellingSentence[], count: number): TellingSentence[] {
  const narration = sentences.filter((sentence) => !sentence.isSpeech)
  const source = narration.length >= count ? narration : sentences
  const step = source.length / count
  const chosen = Array.from({ length: count }, (_, part) => {
    const slice = source.slice(Math.floor(part * step), Math.floor((part + 1) * step))
    return slice.reduce<TellingSentence | null>(
      (best, sentence) => (best === null || sentence.score > best.score ? sentence : best),
      null,
    )
  })
  return chosen.filter((sentence) => sentence !== null)
}
