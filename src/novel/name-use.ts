/** How a name is used in a novel: whether what bears it does and says things, or is gone to and lived in. */
import type { Language } from '../contracts/text.ts'
import { eachMention } from './mentions.ts'
import { speechPatternOf } from './speech-marks.ts'
import { LOOKING, PERSON_VERBS, SPEECH_VERBS } from './verbs-en.ts'

export interface NameUse {
  count: number
  /** Stands before a verb of what people do, or beside one of speech. */
  acts: number
  /** Beside a verb of speech. */
  speaks: number
  /** Behind "in", "to", "at", "from" and their like. */
  places: number
  /** Behind "the". */
  articles: number
  /** Called to in a speech. */
  addressed: number
  /** Outside of speeches. */
  told: number
}

export const UNUSED: Readonly<NameUse> = {
  count: 0,
  acts: 0,
  speaks: 0,
  places: 0,
  articles: 0,
  addressed: 0,
  told: 0,
}

const PLACE = /\b(?:in|at|into|to|from|near|through|towards?|round|around|of|leaving|left|reached|reach)$/
const ARTICLE = /\b[Tt]he$/
const WORD_BEHIND = /^(?:, (?=who\b)| )(?:\w+ly )?(\p{Ll}+)/u
const WORD_BEFORE = /(\p{Ll}+)(?: the)?$/u
const CHINESE_SPEECH = /^[\u3400-\u9fff]{0,4}?(?:道|说|曰|问|答|喊|叫)[：:，“"「]/u
/** So many characters around a name are looked at. */
const AROUND = 24

/** Counts the use of each name that occurs. One pass over the novel; in Chinese `places`, `articles` and other acts than speech stay 0. */
export function usesOfNames(
  paragraphs: readonly string[],
  names: readonly string[],
  language: Language,
): Map<string, NameUse> {
  const uses = new Map<string, NameUse>()
  let current = -1
  const speech = speechPatternOf(paragraphs)
  let speeches: Array<{ from: number; to: number }> = []
  for (const { name, paragraph, offset } of eachMention(paragraphs, names)) {
    const text = paragraphs[paragraph] as string
    if (current !== paragraph) {
      current = paragraph
      speeches = [...text.matchAll(speech)].map(({ 0: words, index }) => ({ from: index, to: index + words.length }))
    }
    const use = uses.get(name) ?? { ...UNUSED }
    uses.set(name, use)
    const before = text.slice(Math.max(0, offset - AROUND), offset)
    const behind = text.slice(offset + name.length, offset + name.length + AROUND)
    const isSaid = speeches.some(({ from, to }) => from <= offset && offset < to)
    note(use, before, behind, isSaid, language)
  }
  return uses
}

/** The uses of several names as one. */
export function sumOfUses(names: readonly string[], uses: ReadonlyMap<string, NameUse>): NameUse {
  const sum = { ...UNUSED }
  for (const name of names) {
    const use = uses.get(name) ?? UNUSED
    for (const key of Object.keys(sum) as Array<keyof NameUse>) sum[key] += use[key]
  }
  return sum
}

function note(use: NameUse, before: string, behind: string, isSaid: boolean, language: Language): void {
  use.count++
  if (!isSaid) use.told++
  if (isSaid && /(?:^|[,;“"‘'「.!?，。！？]) ?(?:\p{Ll}+ )?$/u.test(before) && /^[,.!?;”"’'，。！？」]/.test(behind))
    use.addressed++
  if (language === 'zh') {
    if (!isSaid && CHINESE_SPEECH.test(behind)) {
      use.speaks++
      use.acts++
    }
    return
  }
  const close = before.trimEnd()
  const next = WORD_BEHIND.exec(behind)?.[1] ?? ''
  const previous = WORD_BEFORE.exec(close)?.[1] ?? ''
  const speaks = !isSaid && (SPEECH_VERBS.has(next) || SPEECH_VERBS.has(previous))
  if (speaks) use.speaks++
  if (speaks || PERSON_VERBS.has(next)) use.acts++
  else if (PLACE.test(close) && !isLookedAt(close)) use.places++
  if (ARTICLE.test(close)) use.articles++
}

function isLookedAt(before: string): boolean {
  return LOOKING.test(/(\p{Ll}+) at$/u.exec(before)?.[1] ?? '')
}
