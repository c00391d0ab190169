/**
 * Finds people in a Chinese passage. Chinese marks names by nothing, so they are found by where they stand: before a verb of
 * speech, behind 名叫 and its like, and as a surname with a given name or a form of address that comes again and again.
 */
import type { Paragraph } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import { CHINESE_TITLES, isChineseTitle, surnameOf } from '../../novel/naming-zh.ts'
import type { FoundName } from './people.ts'
import { LEAD, MANNER, NEVER_NAMES, SPEECH_VERB } from './words-zh.ts'

const EVIDENCE_PER_PERSON = 3
/** How often a window must use a word that stands before a verb of speech only once. */
const MIN_RECURRENCE = 4
/** A window has fewer people; more names are noise of a text that is no novel. */
const MAX_NAMES = 300
/** Longest quote, in UTF-16 units. */
const MAX_QUOTE = 120
/** A form of the name that is this much of its shorter form is the name: 唐僧 in 那唐僧 is not, 贾宝玉 beside 宝玉 is. */
const LONGER_SHARE = 0.5

/** A clause from a mark to a verb of speech and its colon, comma or quote. */
const SPEAKING = new RegExp(
  `(?:^|[。！？…”』」，；：、\\s“"])([\\u3400-\\u9fff]{2,14}?)${MANNER}{0,4}${SPEECH_VERB}(?=[：:，,]?[“"「『]|[：:])`,
  'gu',
)
const NAMED =
  /(?:名叫|名唤|名字叫|唤作|叫做|叫作|名为|单名一个|表字|绰号|人称|外号)([\u3400-\u9fff]{2,3})(?=[，。、；：“”的者！？\s])/gu
const TITLE = new RegExp(CHINESE_TITLES.filter((title) => title.length >= 2).join('|'), 'gu')

export function findPeopleInChinese(paragraphs: readonly Paragraph[]): FoundName[] {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
  const scores = new Map<string, number>()
  const add = (name: string, score: number) => scores.set(name, (scores.get(name) ?? 0) + score)
  for (const name of speakersOf(text)) add(name, 2)
  for (const [, name = ''] of text.matchAll(NAMED)) if (isPossible(name)) add(name, 2)
  for (const { 0: title, index } of text.matchAll(TITLE)) {
    const surname = surnameBefore(text, index)
    if (surname !== '') add(surname + title, 1)
  }
  for (const name of repeatedFullNames(text)) add(name, 2)
  const likely = [...scores].filter(([name, score]) => score >= 2 && isPossible(name)).map(([name]) => name)
  const names = withoutFragments(likely, text)
  return countIn(paragraphs, [...new Set([...names, ...withSurnames(names, text)])])
}

/** The surname that stands right before a form of address, a compound one first. */
function surnameBefore(text: string, index: number): string {
  const two = text.slice(Math.max(0, index - 2), index)
  if (surnameOf(`${two}某`) === two) return two
  const one = text.slice(Math.max(0, index - 1), index)
  return surnameOf(`${one}某`) === one && !WORD_BEFORE.test(one) ? one : ''
}

/** Speakers: of each clause before a verb of speech the longest ending that keeps coming back. */
function speakersOf(text: string): string[] {
  const clauses: string[] = []
  for (const match of text.matchAll(SPEAKING)) {
    const clause = trimClause(match[1] ?? '')
    if (clause.length >= 2) clauses.push(clause)
  }
  const endings = new Map<string, number>()
  for (const clause of clauses) {
    for (let length = 2; length <= Math.min(4, clause.length); length++) {
      const ending = clause.slice(-length)
      endings.set(ending, (endings.get(ending) ?? 0) + 1)
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
    return seen >= 2 || (name === clause && (looksLikeName(name) || recurs(name, text))) ? [name] : []
  })
}

/** A short word that the window uses several times. */
function recurs(word: string, text: string): boolean {
  return word.length <= 3 && text.split(word).length > MIN_RECURRENCE
}

/** Enough for a speaker that speaks once; the others must come back. */
function looksLikeName(name: string): boolean {
  return (
    surnameOf(name) !== '' ||
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

/** Surname and given name, three characters, that occur at least three times with changing neighbours. */
function repeatedFullNames(text: string): string[] {
  const found = new Map<string, { count: number; after: Set<string>; before: Set<string> }>()
  for (const run of text.matchAll(/[\u3400-\u9fff]+/gu)) {
    const piece = run[0]
    for (let i = 0; i + 3 <= piece.length; i++) {
      const surname = surnameOf(piece.slice(i, i + 4))
      if (surname === '') continue
      const name = piece.slice(i, i + surname.length + 2)
      if (name.length < surname.length + 2) continue
      const entry = found.get(name) ?? { count: 0, after: new Set<string>(), before: new Set<string>() }
      entry.count++
      entry.before.add(piece.charAt(i - 1))
      entry.after.add(piece.charAt(i + name.length))
      found.set(name, entry)
    }
  }
  return [...found]
    .filter(
      ([, { count, before, after }]) =>
        count >= 3 && before.size >= 3 && after.size >= 3 && after.size + before.size >= count * 0.8,
    )
    .map(([name]) => name)
}

const FUNCTION_WORD =
  /[的了着是在不我你他她它们这那就也都与及或吗呢吧啊呀么之其谁什没把被让给才到去来说道问听见看想知要能可只还又便忙个些此得因等曰吃喝走坐拿打]/
/** Numbers and groups; 八戒 and 三藏 begin with a number and are names. */
const COUNTED =
  /^(?:[一两几数各诸群每众]|[二三四五六七八九十百千万](?:[人个位名众下声句面边日年月时里丈件条只匹十百千万]|$))/
/** Characters that are surnames, and more often words before a name. */
const WORD_BEFORE = /^[向于和从对同跟随当应经时连单全都何有后多]/

function isPossible(name: string): boolean {
  return (
    name.length >= 2 &&
    name.length <= 5 &&
    !NEVER_NAMES.has(name) &&
    !isChineseTitle(name) &&
    !FUNCTION_WORD.test(name) &&
    !/(?:声音?|气|一眼|一下|半天|片刻|随即|年轻人)$/.test(name) &&
    !COUNTED.test(name)
  )
}

/** Leaves out forms that are another name with a word before or behind it: 向贾环, 凤姐含泪. */
function withoutFragments(names: readonly string[], text: string): string[] {
  const known = new Set(names)
  const counts = new Map<string, number>()
  for (const { name } of eachMention([text], names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return names.filter((name) => {
    if (WORD_BEFORE.test(name) && known.has(name.slice(1))) return false
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
  for (const { name, offset } of eachMention([text], names)) {
    // A name that begins with a surname has one: 明贾母 is 贾母 behind another word.
    if (name.length !== 2 || surnameOf(name) !== '') continue
    for (const length of [1, 2]) {
      const full = text.slice(Math.max(0, offset - length), offset) + name
      const surname = surnameOf(full)
      if (surname.length === length && full.length === name.length + length && !WORD_BEFORE.test(full)) {
        before.set(full, (before.get(full) ?? 0) + 1)
      }
    }
  }
  return [...before].filter(([, count]) => count >= 2).map(([full]) => full)
}

function countIn(paragraphs: readonly Paragraph[], names: readonly string[]): FoundName[] {
  const found = new Map<string, FoundName>()
  const texts = paragraphs.map((paragraph) => paragraph.text)
  for (const { name, paragraph: index, offset } of eachMention(texts, names)) {
    const entry = found.get(name) ?? { name, mentions: 0, evidence: [] }
    found.set(name, entry)
    entry.mentions++
    const { number, text } = paragraphs[index] as Paragraph
    if (entry.evidence.length >= EVIDENCE_PER_PERSON || entry.evidence.at(-1)?.paragraph === number) continue
    entry.evidence.push({ paragraph: number, quote: quoteAround(text, offset, name.length) })
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
