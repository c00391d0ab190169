/** Finds people in an English passage: capitalised names that speak, act, are spoken to, or bear a title. */
import type { Paragraph } from '../../contracts/text.ts'
import { isGivenName } from '../../novel/given-names-en.ts'
import { isEnglishTitle, isEpithet, isParticle, OFFICES } from '../../novel/naming-en.ts'
import { LOOKING, PERSON_VERBS, SPEECH_VERBS } from '../../novel/verbs-en.ts'
import type { FoundName } from './people.ts'
import { CALENDAR, NEVER_NAMES, OPENING_WORDS, PLACE_WORDS, SURNAMES_TOO } from './words-en.ts'

interface Word {
  text: string
  start: number
  end: number
  /** First word of a sentence or of a speech: its capital says nothing. */
  opens: boolean
}

interface Sighting {
  paragraph: Paragraph
  start: number
  end: number
}

interface Candidate {
  name: string
  /** Capitalised where a common noun would not be. */
  inside: number
  sightings: Sighting[]
  /** Speaks, acts, is addressed. */
  acts: number
  /** Stands where places stand. */
  places: number
  titled: boolean
  /** Behind "the". */
  articled: number
  /** Beside a verb of speech. */
  speaks: number
}

const WORD = /\p{L}(?:[\p{L}’']|-(?=\p{L}))*\.?/gu
/** Titles that are written with a full stop, and initials. */
const ABBREVIATED = /^(?:Mr|Mrs|Ms|Dr|St|Capt|Col|Gen|Lt|Prof|Rev|Mme|Mlle|\p{Lu})\.$/u
/** I'd, You're: a pronoun with its verb. */
const CONTRACTION = /['’](?:d|ll|ve|re|m|t)$/i
const EVIDENCE_PER_PERSON = 3
const MAX_HEADING_WORDS = 14
/** Speeches of somebody whose name is a part of a longer one. */
const MIN_HEARD = 2
/** A window has fewer people. */
const MAX_NAMES = 300

export function findPeopleInEnglish(paragraphs: readonly Paragraph[]): FoundName[] {
  const candidates = new Map<string, Candidate>()
  const small = new Map<string, number>()
  const read = paragraphs.map((paragraph) => ({ paragraph, words: wordsOf(paragraph.text) }))
  const told = read.filter(({ paragraph, words }) => !isHeading(paragraph.text, words))
  for (const { words } of told) {
    for (const { text } of words) if (/^\p{Ll}/u.test(text)) small.set(text, (small.get(text) ?? 0) + 1)
  }
  for (const { paragraph, words } of told) {
    collect(paragraph, words, candidates, small)
  }
  return [...candidates.values()]
    .filter((candidate) => isPerson(candidate, small, candidates) && !isFamily(candidate, candidates))
    .sort((a, b) => b.sightings.length - a.sightings.length || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_NAMES)
    .map(({ name, sightings }) => ({
      name,
      mentions: sightings.length,
      evidence: sightings.slice(0, EVIDENCE_PER_PERSON).map((sighting) => ({ name, ...quoteAround(sighting) })),
    }))
}

/** A short line whose words are capitalised as in a title says nothing of names. */
function isHeading(text: string, words: readonly Word[]): boolean {
  if (words.length > MAX_HEADING_WORDS || /["“”‘!?,;]|[.…:]["”’]?$/.test(text)) return false
  return words.filter(({ text: word }) => /^\p{Lu}/u.test(word)).length * 2 >= words.length
}

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    // A full stop belongs to the word only in titles and initials.
    const dotted = match[0].endsWith('.')
    const keepsDot = dotted && ABBREVIATED.test(match[0])
    const word = (dotted && !keepsDot ? match[0].slice(0, -1) : match[0]).replace(/['’]s$|['’]$|-+$/, '')
    const before = text.slice(Math.max(0, match.index - 3), match.index)
    const last = words.at(-1)
    const afterTitle = last?.text.endsWith('.') === true && last.end + 1 === match.index
    const opens = match.index === 0 || (!afterTitle && /(?:[.!?:;]["”’')]?|["“‘(_*—]|--|(?:^|\s)')\s*$/.test(before))
    if (word !== '') words.push({ text: word, start: match.index, end: match.index + word.length, opens })
  }
  return words
}

function collect(
  paragraph: Paragraph,
  words: readonly Word[],
  candidates: Map<string, Candidate>,
  small: ReadonlyMap<string, number>,
): void {
  for (let i = 0; i < words.length; ) {
    let end = i
    while (end < words.length && goesOn(paragraph.text, words, i, end)) end++
    while (end > i && isSmall(words[end - 1] as Word)) end--
    if (end === i) {
      i++
      continue
    }
    note(paragraph, words, end - i > 1 && isOpening(words[i] as Word, small) ? i + 1 : i, end, candidates)
    i = end
  }
}

/** Whether the word at `at` belongs to the name that begins at `from`. */
function goesOn(text: string, words: readonly Word[], from: number, at: number): boolean {
  const word = words[at] as Word
  if (at === from) return isNameWord(word)
  const before = words[at - 1] as Word
  // A title begins the next name: Anna Mrs. Hale.
  if (isEnglishTitle(word.text) && !isEnglishTitle(before.text)) return false
  const isSurname = SURNAMES_TOO.has(word.text) && (isEnglishTitle(before.text) || isGivenName(before.text))
  return (
    (isNameWord(word) || isSurname || (isSmall(word) && isParticle(word.text))) &&
    isNext(text, before, word) &&
    !word.opens
  )
}

function isSmall({ text }: Word): boolean {
  return /^\p{Ll}/u.test(text)
}

function isNameWord({ text }: Word): boolean {
  return (
    /^\p{Lu}/u.test(text) &&
    !NEVER_NAMES.has(text) &&
    text.length > 1 &&
    text !== 'I.' &&
    // WHOLE WORDS in capitals are loud, no names.
    !(text.length > 2 && text === text.toUpperCase() && !text.includes('.')) &&
    !CONTRACTION.test(text) &&
    !/-(?:ing|ish|like|hood)$/.test(text)
  )
}

/** A word that begins a sentence before a name: Happy Anna, Whenever Anna, Seeing Anna. */
function isOpening({ text, opens }: Word, small: ReadonlyMap<string, number>): boolean {
  if (isEnglishTitle(text)) return false
  // "On Sunday Anna came": the day is no first name, unless it is one.
  if (CALENDAR.has(text) && !isGivenName(text)) return true
  if (!opens || isGivenName(text)) return false
  return /(?:ly|ing)$/.test(text) || OPENING_WORDS.has(text) || (small.get(text.toLowerCase()) ?? 0) > 0
}

function isNext(text: string, word: Word, next: Word): boolean {
  return text.slice(word.end, next.start) === ' '
}

/** Records words [from, to) as one sighting of a name. */
function note(
  paragraph: Paragraph,
  words: readonly Word[],
  from: number,
  to: number,
  candidates: Map<string, Candidate>,
): void {
  let parts = words.slice(from, to)
  // Pity and love are no part of the name, and an initial at the end is the end of a sentence.
  while (parts.length > 1 && isEpithet(parts[0]?.text ?? '') && !/^(?:Old|Young)$/.test(parts[0]?.text ?? ''))
    parts = parts.slice(1)
  // A number of a chapter is no initial.
  while (parts.length > 1 && /^[IVXLC]\.$/.test(parts[0]?.text ?? '')) parts = parts.slice(1)
  while (parts.length > 0 && /^\p{Lu}\.$/u.test(parts.at(-1)?.text ?? '')) parts = parts.slice(0, -1)
  if (parts.length === 0) return
  const first = parts[0] as Word
  const last = parts.at(-1) as Word
  const name = paragraph.text.slice(first.start, last.end)
  const titled = parts.length > 1 && isEnglishTitle(first.text)
  if (isEnglishTitle(last.text) && !OFFICES.has(last.text)) return
  if (
    name.length > 40 ||
    parts.length > 4 ||
    (name.length > 3 && name === name.toUpperCase()) ||
    // Mrs. Hall is a person, and so may Hall be, but not Thornton Hall.
    (PLACE_WORDS.has(last.text) && parts.length > 1 && !(titled && parts.length === 2))
  )
    return
  const candidate = candidates.get(name) ?? {
    name,
    inside: 0,
    sightings: [],
    acts: 0,
    places: 0,
    titled,
    articled: 0,
    speaks: 0,
  }
  candidates.set(name, candidate)
  candidate.sightings.push({ paragraph, start: first.start, end: last.end })
  if (!first.opens || parts.length > 1) candidate.inside++
  const before = words[from - 1]
  const after = words[to]
  const near = (word: Word | undefined, gap: number) => word !== undefined && gap <= 2
  const tail = paragraph.text.slice(last.end, last.end + 2)
  if (near(after, (after?.start ?? 0) - last.end) && !/^[.!?]/.test(tail)) {
    if (SPEECH_VERBS.has(after?.text ?? '')) {
      candidate.acts += 2
      candidate.speaks++
    } else if (PERSON_VERBS.has(after?.text ?? '') && (tail.startsWith(' ') || after?.text === 'who')) candidate.acts++
  }
  const previous = before?.text === 'the' ? words[from - 2] : before
  if (previous && SPEECH_VERBS.has(previous.text)) {
    candidate.acts += 2
    candidate.speaks++
  }
  if (before?.text === 'the') candidate.articled++
  const spokenTo =
    /[,“"‘']\s*$/.test(paragraph.text.slice(Math.max(0, first.start - 2), first.start)) && /^[,.!?;]["”’]?/.test(tail)
  if (spokenTo && parts.length <= 2) candidate.acts += 0.5
  const isLookedAt = before?.text === 'at' && LOOKING.test(words[from - 2]?.text ?? '')
  if (
    before &&
    !isLookedAt &&
    /^(in|at|from|near|through|towards|toward|into|to|of|for|leave|left|leaving)$/.test(before.text)
  ) {
    candidate.places += /^(in|at|into|near|leav\w+|left)$/.test(before.text) ? 2 : 0.5
  }
}

function isPerson(
  candidate: Candidate,
  small: ReadonlyMap<string, number>,
  all: ReadonlyMap<string, Candidate>,
): boolean {
  const count = candidate.sightings.length
  if (candidate.titled) return true
  if (candidate.inside === 0) return false
  if (candidate.places > count * 0.5 && candidate.acts < count * 0.3) return false
  const words = candidate.name.split(' ')
  // "the Alhambra" is a house or a ship unless it speaks, or one of its words does.
  const isHeard = candidate.speaks > 0 || words.some((word) => (all.get(word)?.speaks ?? 0) >= MIN_HEARD)
  if (candidate.articled > count * 0.5 && !isHeard && !OFFICES.has(candidate.name)) return false
  if (words.length === 1) {
    if (PLACE_WORDS.has(candidate.name)) return candidate.speaks >= MIN_HEARD
    if (CALENDAR.has(candidate.name)) return candidate.acts >= MIN_HEARD && candidate.acts > candidate.places
    const ordinary = small.get(candidate.name.toLowerCase()) ?? 0
    if (ordinary > candidate.inside * 0.5 && !(candidate.acts >= 4 && candidate.inside > ordinary)) return false
    const isKnown = isGivenName(candidate.name) && (candidate.acts > 0 || count >= 2)
    return isKnown || candidate.acts >= 2 || (candidate.acts >= 1 && count >= 2)
  }
  // A full name is a person when it acts or when one of its words does.
  return candidate.acts >= 1 || isGivenName(words[0] as string) || words.some((word) => (all.get(word)?.acts ?? 0) >= 2)
}

/** The Hales, the Miss Hales: more than one person. */
function isFamily({ name }: Candidate, all: ReadonlyMap<string, Candidate>): boolean {
  const one = /^(.*[^s])s$/.exec(name)?.[1]
  if (one === undefined) return false
  const word = one.split(' ').at(-1) as string
  return all.has(one) || [...all.keys()].some((other) => other === word || other.endsWith(` ${word}`))
}

function quoteAround({ paragraph, start, end }: Sighting): { paragraph: number; quote: string } {
  const text = paragraph.text
  const opening = Math.max(...['. ', '! ', '? '].map((mark) => (start === 0 ? -1 : text.lastIndexOf(mark, start - 1))))
  const from = opening < 0 ? 0 : opening + 2
  const stop = /[.!?]["”’]?(?=\s|$)/.exec(text.slice(end))
  const sentence = text.slice(from <= start ? from : start, stop ? end + stop.index + stop[0].length : text.length)
  return {
    paragraph: paragraph.number,
    quote: sentence.length <= 240 ? sentence : text.slice(start, Math.min(text.length, start + 160)).trimEnd(),
  }
}
