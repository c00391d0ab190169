/** Takes a paragraph apart into what is done and what is said, with the speaker where the text names one. */
import type { Language } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import type { Cue, CutCues } from './cues.ts'
import { cutEnglishCues } from './cues-en.ts'
import { cutChineseCues } from './cues-zh.ts'

export type ScriptPart =
  | { kind: 'action'; text: string }
  /** `speaker` is a name, a pronoun or a phrase of the text; null where it says nothing. `manner` is the rest of the cue. */
  | { kind: 'speech'; speaker: string | null; manner: string | null; text: string }

/** Typed novels close a curly quote with a straight one now and then. */
const QUOTED = /“[^“”"]*(?:[”"]|$)|「[^「」]*(?:」|$)|『[^『』]*(?:』|$)|"[^"”]*(?:["”]|$)/g
/** A quotation this short inside a sentence is a word in quotes, no speech. */
const MIN_SPEECH: Record<Language, number> = { zh: 12, en: 24 }

interface Quotation {
  text: string
  start: number
  end: number
}

/** `names` are the people of the passage. */
export function readParts(paragraph: string, names: readonly string[], language: Language): ScriptPart[] {
  const quotations = quotationsOf(paragraph, language)
  const parts: ScriptPart[] = []
  let from = 0
  let last: Cue = { speaker: null, manner: null }
  quotations.forEach((quotation, i) => {
    const gap = cutCues(
      paragraph.slice(from, quotation.start),
      { spoken: quotations[i - 1]?.text ?? null, beforeSpeech: true },
      names,
      language,
    )
    close(parts, gap.behind)
    if (gap.action !== '') parts.push({ kind: 'action', text: gap.action })
    // Within a paragraph the speaker stays the same until somebody else is named.
    const speaker: string | null = gap.before?.speaker ?? gap.behind?.speaker ?? last.speaker
    last = { speaker, manner: gap.before?.manner ?? null }
    const before = parts.at(-1)
    if (before?.kind === 'speech' && (speaker === null || before.speaker === speaker)) {
      before.text = join(before.text, quotation.text, language)
    } else parts.push({ kind: 'speech', ...last, text: quotation.text })
    from = quotation.end
  })
  const rest = cutCues(
    paragraph.slice(from),
    { spoken: quotations.at(-1)?.text ?? null, beforeSpeech: false },
    names,
    language,
  )
  close(parts, rest.behind)
  if (rest.action !== '') parts.push({ kind: 'action', text: rest.action })
  nameTheOnlyOne(parts, withoutSpeech(paragraph).trimStart(), names, language)
  for (const part of parts) if (part.kind === 'speech') part.text = part.text.replace(/,$/, '.').replace(/，$/, '。')
  return parts
}

/** The narration of a paragraph alone. */
export function withoutSpeech(paragraph: string): string {
  return paragraph.replace(QUOTED, ' ')
}

/** The stretches of narration between the speeches of a paragraph. */
export function narrationOf(paragraph: string): string[] {
  return paragraph.split(QUOTED).filter((piece) => piece.trim() !== '')
}

/** When the narration names one person, who does something, a pronoun or nobody at all before a speech is that person. */
function nameTheOnlyOne(
  parts: readonly ScriptPart[],
  narration: string,
  names: readonly string[],
  language: Language,
): void {
  const present = new Set([...eachMention([narration], names)].map(({ name }) => name))
  const [only] = present
  if (present.size !== 1 || only === undefined || !actorsIn(narration, names, language).includes(only)) return
  for (const part of parts) {
    if (part.kind === 'speech' && (part.speaker === null || /^(?:he|she|他|她)$/i.test(part.speaker)))
      part.speaker = only
  }
}

/** The name does something when it begins a clause. */
const OPENS_CLAUSE: Record<Language, RegExp> = {
  zh: /(?:^|[\s，。！？；：…、”」）]|只见|这时|忽然|于是|可是|但是)$/,
  en: /(?:^|[.!?;,:—]["”’]? +|\b(?:and|but|when|as|while|then|that|\p{L}+ed|\p{L}+d) )$/u,
}

/** Names that begin a clause of the narration, and in English those behind a verb of the past: said Mr. Pell. */
export function actorsIn(narration: string, names: readonly string[], language: Language): string[] {
  return [...eachMention([narration], names)]
    .filter(({ offset }) => OPENS_CLAUSE[language].test(narration.slice(Math.max(0, offset - 12), offset)))
    .map(({ name }) => name)
}

function quotationsOf(paragraph: string, language: Language): Quotation[] {
  return [...paragraph.matchAll(QUOTED)].flatMap((match) => {
    const text = match[0].replace(/^[“「『"]|[”」』"]$/g, '').trim()
    const before = paragraph.slice(Math.max(0, match.index - 3), match.index).trimEnd()
    const opens = before === '' || /[：:，,。.！!？?—…”"-]$/.test(before)
    if (text === '' || (!opens && text.length < MIN_SPEECH[language])) return []
    return [{ text, start: match.index, end: match.index + match[0].length }]
  })
}

/** Gives a cue behind a speech to that speech. */
function close(parts: ScriptPart[], cue: Cue | null): void {
  const speech = parts.at(-1)
  if (cue === null || speech?.kind !== 'speech') return
  speech.speaker ??= cue.speaker
  speech.manner ??= cue.manner
}

function join(text: string, next: string, language: Language): string {
  if (language === 'zh') return text + next
  // The comma before "said he" ends the sentence when what follows begins one.
  return `${/^\p{Lu}/u.test(next) && !/^I\b/.test(next) ? text.replace(/,$/, '.') : text} ${next}`
}

/** Splits what stands between two speeches into the cue of the first, what is done, and the cue of the second. */
function cutCues(...[gap, sides, names, language]: [...Parameters<CutCues>, Language]): ReturnType<CutCues> {
  return language === 'zh' ? cutChineseCues(gap, sides, names) : cutEnglishCues(gap, sides, names)
}
