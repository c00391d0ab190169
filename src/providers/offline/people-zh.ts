/**
 * Finds people in a Chinese passage. Chinese marks names by nothing, so they are found by where they stand: before a verb of
 * speech, behind 名叫 and its like, and as a surname with a given name or a form of address that comes again and again.
 */
import type { Paragraph } from '../../contracts/text.ts'
import { introducedNames } from '../../novel/introductions-zh.ts'
import { eachMention } from '../../novel/mentions.ts'
import { surnameOf } from '../../novel/naming-zh.ts'
import { CHINESE_TITLES, isChineseTitle, isStanding, titleAtEnd } from '../../novel/titles-zh.ts'
import {
  closeNamesIn,
  familiarNamesIn,
  givenNamesIn,
  highNamesIn,
  latinNamesIn,
  timesLikeAPerson,
  titledNamesIn,
  WORD_BEFORE,
} from './addresses-zh.ts'
import { fullNamesIn } from './full-names-zh.ts'
import { narratorInChinese } from './narrator-zh.ts'
import { isCommonWord, isPlace } from './no-names-zh.ts'
import type { FoundName } from './people.ts'
import { kindOfWord, wordLengths } from './segment-zh.ts'
import { LEAD, MANNER, NEVER_NAMES, SPEECH_VERB } from './words-zh.ts'

const EVIDENCE_PER_PERSON = 3
/** How often a word that speaks only once must stand like a person. */
const MIN_RECURRENCE = 2
/** A word that is alone before a verb of speech so often is a name, whatever else it may mean: 归来道. */
const OFTEN_ALONE = 3
/** A word that speaks once and comes so often is somebody whom others do things to. */
const MANY = 5
/** A window has fewer people; more names are noise of a text that is no novel. */
const MAX_NAMES = 300
/** Characters that are surnames or begin a word, and are verbs right before a whole name: 顾子馨, 请砚秋. */
const VERB_BEFORE = /^[顾宣蒙谢保幸明遣贺迎扶望陪待封救请斩杀见拜访送问谏劝辞离投降]/u
/** A name with a word before it is this much rarer than the name. */
const RARER = 4
/** Longest quote, in UTF-16 units. */
const MAX_QUOTE = 120
/** A form of the name that is this much of its shorter form is the name: 砚秋 in 那砚秋 is not, 孔砚秋 beside 砚秋 is. */
const LONGER_SHARE = 0.5

/** A clause from a mark to a verb of speech and its colon, comma or quote. */
const SPEAKING = new RegExp(
  `(?:^|[。！？…”』」，；：、\\s“"])([\\u3400-\\u9fff]{1,14}?)${MANNER}{0,4}${SPEECH_VERB}(?=[：:，,]?[“"「『]|[：:])`,
  'gu',
)
/** The speaker behind the speech: “走吧。”许文舟说。 */
const SPEAKING_BEHIND = new RegExp(
  `(?<=[。！？…，—”][”」』"])([\\u3400-\\u9fff]{1,10}?)${MANNER}{0,4}${SPEECH_VERB}(?=[。，,！!：:…])`,
  'gu',
)
const NAMED =
  /(?:名叫|名唤|名字叫|唤作|叫做|叫作|名为|表字|绰号|人称|外号)([\u3400-\u9fff]{2,3})(?=[，。、；：“”的者！？\s])/gu
export function findPeopleInChinese(paragraphs: readonly Paragraph[]): FoundName[] {
  const texts = paragraphs.map((paragraph) => paragraph.text)
  const text = texts.join('\n')
  const scores = new Map<string, number>()
  const add = (name: string, score: number) => scores.set(name, (scores.get(name) ?? 0) + score)
  const clauses = speakingClauses(text)
  const alone = new Map<string, number>()
  for (const clause of clauses) countOne(alone, clause)
  for (const name of speakersOf(clauses, alone, text)) add(name, 2)
  const aloneNames = namesAlone(alone)
  for (const [, name = ''] of text.matchAll(NAMED)) if (isPossibleName(name)) add(name, 2)
  for (const name of introducedNames(texts).flat()) if (text.includes(name)) add(name, 2)
  const narrator = narratorInChinese(paragraphs)
  if (narrator !== null) add(narrator, 2)
  for (const name of titledNamesIn(text)) add(name, 1)
  for (const name of highNamesIn(text)) add(name, 2)
  const fullNames = fullNamesIn(text).filter(isPossibleName)
  const givenNames = new Set(givenNamesIn(text, fullNames))
  for (const name of [...fullNames, ...familiarNamesIn(text, fullNames), ...givenNames]) add(name, 2)
  // A form of address used once is a person's when the story knows that surname.
  const surnames = new Set(fullNames.map(surnameOf))
  for (const [name, score] of scores) if (score === 1 && surnames.has(surnameOf(name))) add(name, 1)
  const likely = [...scores]
    .filter(
      ([name, score]) =>
        score >= 2 &&
        (isPossibleName(name) || aloneNames.has(name)) &&
        !isPlace(name, text) &&
        (givenNames.has(name) || !isCommonWord(name, text)),
    )
    .map(([name]) => name)
  const names = withoutFragments(likely, new Set(fullNames), text)
  const fuller = withSurnames(names, text)
  const all = [...names, ...fuller, ...closeNamesIn(text, [...names, ...fuller]), ...latinNamesIn(text)]
  return countChineseNames(paragraphs, [...new Set(all)])
}

/** What stands before each verb of speech, without words that begin a clause. */
function speakingClauses(text: string): string[] {
  const clauses = new Map<number, string>()
  for (const match of [...text.matchAll(SPEAKING), ...text.matchAll(SPEAKING_BEHIND)]) {
    const clause = match[1] ?? ''
    clauses.set(match.index + match[0].indexOf(clause), trimClause(clause))
  }
  return [...clauses.values()].filter((clause) => clause.length >= 2)
}

/** Words of two characters that are alone before verbs of speech so often that they are names, though they look like other words. */
function namesAlone(alone: ReadonlyMap<string, number>): Set<string> {
  const often = [...alone].filter(([clause, count]) => clause.length === 2 && count >= OFTEN_ALONE)
  return new Set(
    often
      .map(([clause]) => clause)
      .filter((clause) => clause.endsWith('来') && isPossibleName(`${clause.charAt(0)}某`)),
  )
}

/** Speakers: of each clause before a verb of speech the longest ending that keeps coming back. `alone` counts the whole clauses. */
function speakersOf(clauses: readonly string[], alone: ReadonlyMap<string, number>, text: string): string[] {
  const endings = new Map<string, number>()
  for (const clause of clauses) {
    for (let length = 2; length <= Math.min(4, clause.length); length++) {
      const ending = clause.slice(-length)
      countOne(endings, ending)
    }
  }
  return clauses.flatMap((clause) => {
    // A short clause is the speaker alone; a long one must end in a name that others end in too.
    let name = clause.slice(-2)
    for (let length = 3; length <= Math.min(4, clause.length); length++) {
      const longer = clause.slice(-length)
      const share = (endings.get(longer) ?? 0) / (endings.get(name) ?? 1)
      const whole = longer === clause && surnameOf(longer) !== ''
      if (share < LONGER_SHARE && !whole) break
      if (share >= LONGER_SHARE || whole) name = longer
    }
    const seen = endings.get(name) ?? 0
    const isAlone = name === clause && (alone.get(name) ?? 0) >= OFTEN_ALONE
    if (kindOfWord(name) === 'other' && surnameOf(name) === '' && !name.endsWith('儿') && !isAlone) return []
    return seen >= 2 || (name === clause && (looksLikeName(name) || recurs(name, text))) ? [name] : []
  })
}

/** A short word that stands like a person several times. */
function recurs(word: string, text: string): boolean {
  if (word.length > 3) return false
  return timesLikeAPerson(word, text, MIN_RECURRENCE) >= MIN_RECURRENCE || text.split(word).length > MANY
}

/** Enough for a speaker that speaks once; the others must come back. */
function looksLikeName(name: string): boolean {
  return (
    (surnameOf(name) !== '' && name.length > 2) ||
    /^[老小阿]/.test(name) ||
    CHINESE_TITLES.some((title) => title.length > 1 && name.endsWith(title))
  )
}

function trimClause(clause: string): string {
  let rest = clause
  for (let i = 0; i < 4; i++) {
    const lead = LEAD.exec(rest)?.[0]
    if (lead === undefined || rest.length - lead.length < 2) break
    rest = rest.slice(lead.length)
  }
  return rest
}

const FUNCTION_WORD =
  /[的了着是在不我你他她它们这那就也都与及或吗呢吧啊呀么之其谁什没把被让给才到去来说道问听见看想要能只还又便忙个些此得因等曰吃喝走坐拿打答甚]/
/** Numbers and groups; 五儿 and 三多 begin with a number and are names. */
const COUNTED =
  /^(?:[一两几数各诸群每众]|[二三四五六七八九十百千万](?:[人个位名众下声句面边日年月时里丈件条只匹十百千万]|$))/
/** Whether a word may be a name at all: none of the common words, no speech of manner, no number. */
export function isPossibleName(name: string): boolean {
  return (
    name.length >= 2 &&
    name.length <= 5 &&
    !NEVER_NAMES.has(name) &&
    (!isChineseTitle(name) || isStanding(name)) &&
    !FUNCTION_WORD.test(name.slice(0, name.length - titleAtEnd(name).length)) &&
    !/(?:声音?|气|一眼|一下|半天|片刻|随即|年轻人|[上下里外]|[磕点摇低抬回转过]头|自己)$/.test(name) &&
    !(/^(?:[莫别勿休].|人[报问言告见])$/u.test(name) && kindOfWord(name) !== 'name') &&
    !/心里|背后|有人|[左右]边|地$|[^皇太]后$/.test(name) &&
    !COUNTED.test(name)
  )
}

/** Leaves out forms that are another name with a word before or behind it: 向砚秋, 砚秋含泪. */
function withoutFragments(names: readonly string[], whole: ReadonlySet<string>, text: string): string[] {
  const known = new Set(names)
  const counts = new Map<string, number>()
  for (const { name } of eachMention([text], names)) countOne(counts, name)
  return names.filter((name) => {
    if ((WORD_BEFORE.test(name) || VERB_BEFORE.test(name)) && known.has(name.slice(1))) return false
    // 贺砚 is whole: what stands before it is another word.
    const isRare = (counts.get(name) ?? 0) * RARER <= (counts.get(name.slice(1)) ?? 0)
    if (name.length > 2 && whole.has(name.slice(1)) && isRare) return false
    for (let length = 2; length < name.length; length++) {
      const rest = name.slice(length)
      const shorter = name.slice(0, length)
      if (!known.has(shorter) || isChineseTitle(rest)) continue
      if ((counts.get(name) ?? 0) < (counts.get(shorter) ?? 0) * 0.3) return false
    }
    return true
  })
}

/** Full names of people known by their given name: the surname that stands before it again and again. */
function withSurnames(names: readonly string[], text: string): string[] {
  const before = new Map<string, number>()
  const words = wordLengths(text)
  for (const { name, offset } of eachMention([text], names)) {
    // A name that begins with a surname has one: 明贺砚 is 贺砚 behind another word.
    if (name.length !== 2) continue
    if (
      words[offset - 1] === 3 &&
      surnameOf(name) === '' &&
      kindOfWord(text.slice(offset - 1, offset + 2)) !== undefined &&
      !WORD_BEFORE.test(text.charAt(offset - 1)) &&
      !VERB_BEFORE.test(text.charAt(offset - 1))
    )
      countOne(before, text.slice(offset - 1, offset + 2))
    else if (surnameOf(name) !== '') continue
    for (const length of [1, 2]) {
      const full = text.slice(Math.max(0, offset - length), offset) + name
      const surname = surnameOf(full)
      if (
        surname.length === length &&
        full.length === name.length + length &&
        !WORD_BEFORE.test(full) &&
        !VERB_BEFORE.test(full)
      ) {
        countOne(before, full)
      }
    }
  }
  const families = new Set(names.map((name) => (name.length > 1 ? surnameOf(name) : '')))
  return [...before]
    .filter(([full, count]) => (count >= 2 || families.has(surnameOf(full))) && isPossibleName(full))
    .map(([full]) => full)
}

function countOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Counts names and keeps the first sentences that hold them. Most mentioned first. */
export function countChineseNames(paragraphs: readonly Paragraph[], names: readonly string[]): FoundName[] {
  const found = new Map<string, FoundName>()
  const texts = paragraphs.map((paragraph) => paragraph.text)
  for (const { name, paragraph: index, offset } of eachMention(texts, names)) {
    const entry = found.get(name) ?? { name, mentions: 0, evidence: [] }
    found.set(name, entry)
    entry.mentions++
    const { number, text } = paragraphs[index] as Paragraph
    if (entry.evidence.length >= EVIDENCE_PER_PERSON || entry.evidence.at(-1)?.paragraph === number) continue
    entry.evidence.push({ name, paragraph: number, quote: quoteAround(text, offset, name.length) })
  }
  return [...found.values()].sort((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1)).slice(0, MAX_NAMES)
}

const SENTENCE_END = /[。！？…．；]/

/** The sentence around a mention; of a long one the part near it. */
function quoteAround(text: string, offset: number, length: number): string {
  const earliest = Math.max(0, offset - MAX_QUOTE / 2)
  const latest = Math.min(text.length, offset + MAX_QUOTE)
  let start = offset
  while (start > earliest && !SENTENCE_END.test(text.charAt(start - 1))) start--
  let end = offset + length
  while (end < latest && !SENTENCE_END.test(text.charAt(end - 1))) end++
  while (end < latest && /[”"’」』]/.test(text.charAt(end))) end++
  return text
    .slice(start, end)
    .replace(/^[”"’」』\s]+/, '')
    .trimEnd()
}
