/** Takes a paragraph apart into what is done and what is said, with the speaker where the text names one. */
import type { Language } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import { SPEECH_VERBS } from '../../novel/verbs-en.ts'
import { SPEECH_VERB } from './words-zh.ts'

export type ScriptPart =
  | { kind: 'action'; text: string }
  /** `speaker` is a name, a pronoun or a phrase of the text; null where it says nothing. `manner` is the rest of the cue. */
  | { kind: 'speech'; speaker: string | null; manner: string | null; text: string }

/** Typed novels close a curly quote with a straight one now and then. */
const QUOTED = /“[^“”"]*(?:[”"]|$)|「[^「」]*(?:」|$)|『[^『』]*(?:』|$)|"[^"”]*(?:["”]|$)/g
/** A quotation this short inside a sentence is a word in quotes, no speech. */
const MIN_SPEECH: Record<Language, number> = { zh: 4, en: 8 }

interface Cue {
  speaker: string | null
  manner: string | null
}

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
      { afterSpeech: i > 0, beforeSpeech: true },
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
    { afterSpeech: quotations.length > 0, beforeSpeech: false },
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
    if (
      text === '' ||
      (!opens && text.length < MIN_SPEECH[language] * 3) ||
      (text.length < MIN_SPEECH[language] && !opens)
    )
      return []
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
function cutCues(
  gap: string,
  sides: { afterSpeech: boolean; beforeSpeech: boolean },
  names: readonly string[],
  language: Language,
): { behind: Cue | null; action: string; before: Cue | null } {
  return language === 'zh' ? cutChineseCues(gap, sides, names) : cutEnglishCues(gap, sides, names)
}

const CHINESE_CUE = new RegExp(`${SPEECH_VERB}[：:，,]?$`)
const CHINESE_CUE_BEHIND = new RegExp(`^[\\u3400-\\u9fff]{1,8}?${SPEECH_VERB}[，。：:！]`)

function cutChineseCues(
  gap: string,
  { afterSpeech, beforeSpeech }: { afterSpeech: boolean; beforeSpeech: boolean },
  names: readonly string[],
): { behind: Cue | null; action: string; before: Cue | null } {
  let action = gap.trim()
  let behind: Cue | null = null
  let before: Cue | null = null
  const behindText = afterSpeech ? CHINESE_CUE_BEHIND.exec(action)?.[0] : undefined
  if (behindText !== undefined && behindText.length < action.length + 1) {
    const speaker = firstName(behindText, names) ?? somebodyIn(behindText)
    if (speaker !== null) {
      behind = { speaker, manner: null }
      action = action.slice(behindText.length).trim()
    }
  }
  if (beforeSpeech && CHINESE_CUE.test(action)) {
    const sentence = action.split(/(?<=[。！？…．；])/).at(-1) ?? ''
    const speaker = speakerOfCue(sentence, names)
    before = { speaker, manner: null }
    // A bare cue (宝玉笑道：) is told by the speaker's name; a longer one is something that is done.
    const clauses = sentence.split(/(?<=[，、])/)
    const cue = clauses.at(-1) ?? ''
    const done = speaker !== null && cue.length <= 10 ? sentence.slice(0, sentence.length - cue.length) : sentence
    action = (action.slice(0, action.length - sentence.length) + done).replace(/[，、：:]$/, '。')
  }
  return { behind, action: hasLetters(action) ? action : '', before }
}

/** Whoever the cue is about when it names nobody: a pronoun, or the last words that mean a person. */
const SOMEBODY =
  /[他她](?!们)|(?:那|这|一个|老|小|女|男|年轻)?(?:[\u3400-\u9fff](?=[人汉妇妖兵卒僧道尼]))?(?:男人|女人|老人|年轻人|那人|来人|孩子|男子|女子|老者|老汉|汉子|妇人|妇女|姑娘|小伙子|少年|青年|职员|伙计|客人|掌柜|丫头|丫鬟|婆子|老头|老太太|警察|巡警|士兵|兵士|法官|医生|护士|老板|小妖|妖精|妖怪|妖|僧人|和尚|道士|道人|差人|众人|怪|厮|魔|鬼|神|官|公|婆|人)/u

function somebodyIn(cue: string): string | null {
  return SOMEBODY.exec(cue)?.[0] ?? null
}

/** The first name that begins a clause of the cue's sentence, or any name in it. */
function speakerOfCue(sentence: string, names: readonly string[]): string | null {
  const clauses = sentence.split(/(?<=[，、])/)
  const cue = clauses.at(-1) ?? ''
  // The clause with the verb of speech tells most; before it, who does something is who speaks.
  const inCue = firstName(cue, names)
  if (inCue !== null && OPENS_CUE.test(cue.slice(0, cue.indexOf(inCue)))) return inCue
  const actor = [...clauses].reverse().find((clause) => names.some((name) => clause.startsWith(name)))
  return (actor && firstName(actor, names)) ?? somebodyIn(cue) ?? firstName(sentence, names) ?? somebodyIn(sentence)
}

/** What may stand before the speaker within the cue. */
const OPENS_CUE = /^(?:[^跟对向把被给替让请]{0,4})$/

const ENGLISH_VERBS = `(?:${[...SPEECH_VERBS].join('|')}|kept|broke|began)`
const SUBJECT =
  "(?:(?:the|a|an|his|her|my|our) [\\p{Ll}-]+(?: (?!(?:in|at|of|from|with|to|on|by|who|as|and|when|behind|beside|over|without|after|under|for|into|upon|across)\\b)[\\p{Ll}-]+){0,2}|[\\p{Lu}][\\p{L}.'’-]*(?: [\\p{Lu}][\\p{L}.'’-]*){0,3}|he|she|I|they|we)"
const VERB_FIRST = new RegExp(`^[,—–\\s-]*(?:${ENGLISH_VERBS}) (${SUBJECT})\\b(.*)$`, 'su')
const SUBJECT_FIRST = new RegExp(`^[,—–\\s-]*(${SUBJECT}) (?:\\w+ly )?(?:${ENGLISH_VERBS})\\b(.*)$`, 'su')
const BEFORE_SPEECH = new RegExp(
  `(?:^|.*[.!?;,] |.*\\band )(${SUBJECT})(?: \\w+ly)? (?:${ENGLISH_VERBS})\\b([^.!?]{0,60})[,:]\\s*$`,
  'su',
)
const MAX_MANNER = 90
/** A cue before a speech is looked for in so many characters; paragraphs have no length limit. */
const CUE_REACH = 240

function cutEnglishCues(
  gap: string,
  { afterSpeech, beforeSpeech }: { afterSpeech: boolean; beforeSpeech: boolean },
  names: readonly string[],
): { behind: Cue | null; action: string; before: Cue | null } {
  let action = gap.trim()
  let behind: Cue | null = null
  let before: Cue | null = null
  if (afterSpeech && action !== '') {
    // The cue goes to the end of its sentence, or to the next speech.
    const end = /[.!?](?=\s|$)/.exec(action.replace(/\b(Mr|Mrs|Dr|St)\./g, '$1_'))?.index ?? action.length
    const sentence = action.slice(0, end)
    const match = VERB_FIRST.exec(sentence) ?? SUBJECT_FIRST.exec(sentence)
    if (match) {
      const manner = tidyManner(match[2] ?? '')
      behind = { speaker: named(match[1] ?? '', names), manner: manner.length <= MAX_MANNER ? manner || null : null }
      action = action.slice(end).replace(/^[.!?,;:\s]+/, '')
      if (manner.length > MAX_MANNER) action = `${sentence.trim()}. ${action}`.trim()
    }
  }
  if (beforeSpeech) {
    const match = BEFORE_SPEECH.exec(action.slice(-CUE_REACH))
    if (match) before = { speaker: named(match[1] ?? '', names), manner: null }
    const whole = match && match[0].length === action.length && action.length < 40
    if (whole) action = ''
  }
  return { behind, action: hasLetters(action) ? action : '', before }
}

function tidyManner(text: string): string {
  return text.replace(/^[\s,;:—–-]+|[\s,;:—–-]+$/g, '')
}

/** A known name in the words, or the words themselves. */
function named(subject: string, names: readonly string[]): string | null {
  if (subject === '') return null
  return firstName(subject, names) ?? subject
}

function firstName(text: string, names: readonly string[]): string | null {
  for (const { name } of eachMention([text], names)) return name
  return null
}

function hasLetters(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= 2
}
