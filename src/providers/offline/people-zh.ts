/**
 * Finds people in a Chinese passage. Chinese marks names by nothing, so they are found by where they stand: before a verb of
 * speech, behind 名叫 and its like, and as a surname with a given name or a form of address that comes again and again.
 */
import type { Paragraph, PersonFinding } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import { CHINESE_TITLES, surnameOf } from '../../novel/naming-zh.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import { LEAD, MANNER, NEVER_NAMES, SPEECH_VERB } from './words-zh.ts'

const EVIDENCE_PER_PERSON = 3
/** A form of the name that is this much of its shorter form is the name: 唐僧 in 那唐僧 is not, 贾宝玉 beside 宝玉 is. */
const LONGER_SHARE = 0.5

/** A clause from a mark to a verb of speech and its colon, comma or quote. */
const SPEAKING = new RegExp(
  `(?:^|[。！？…”』」，；：、\\s“"])([\\u3400-\\u9fff]{2,14}?)${MANNER}{0,4}${SPEECH_VERB}(?=[：:，,]?[“"「『]|[：:])`,
  'gu',
)
const NAMED =
  /(?:名叫|名唤|名字叫|唤作|叫做|叫作|名为|单名一个|表字|绰号|人称|外号)([\u3400-\u9fff]{2,3})(?=[，。、；：“”的者！？\s])/gu
const TITLED = new RegExp(
  `([\\u3400-\\u9fff]{1,2}?)(${CHINESE_TITLES.filter((title) => title.length >= 2).join('|')})`,
  'gu',
)

export function findPeopleInChinese(paragraphs: readonly Paragraph[]): Array<Omit<PersonFinding, 'aliases'>> {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n')
  const scores = new Map<string, number>()
  const add = (name: string, score: number) => scores.set(name, (scores.get(name) ?? 0) + score)
  for (const name of speakersOf(text)) add(name, 2)
  for (const [, name = ''] of text.matchAll(NAMED)) if (isPossible(name)) add(name, 2)
  for (const [, before = '', title = ''] of text.matchAll(TITLED)) {
    if (before.length === 1 ? surnameOf(`${before}某`) !== '' : false) add(before + title, 1)
  }
  for (const name of repeatedFullNames(text)) add(name, 2)
  const names = [...scores].filter(([name, score]) => score >= 2 && isPossible(name)).map(([name]) => name)
  return countIn(paragraphs, names)
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
    return name === clause || seen >= 2 ? [name] : []
  })
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
  /[的了着是在不我你他她它们这那就也都和与及或吗呢吧啊呀么之其何谁什有没把被让给到从去来说道问听见看想知要会能可只还又便忙个些此]/

function isPossible(name: string): boolean {
  return (
    name.length >= 2 &&
    name.length <= 5 &&
    !NEVER_NAMES.has(name) &&
    !FUNCTION_WORD.test(name) &&
    !/^[一二三四五六七八九十两几众各诸群每]/.test(name)
  )
}

function countIn(paragraphs: readonly Paragraph[], names: readonly string[]): Array<Omit<PersonFinding, 'aliases'>> {
  const found = new Map<string, { mentions: number; evidence: Array<{ paragraph: number; quote: string }> }>()
  for (const { name, paragraph: index } of eachMention(
    paragraphs.map((paragraph) => paragraph.text),
    names,
  )) {
    const entry = found.get(name) ?? { mentions: 0, evidence: [] }
    found.set(name, entry)
    entry.mentions++
    const { number, text } = paragraphs[index] as Paragraph
    if (entry.evidence.length >= EVIDENCE_PER_PERSON || entry.evidence.at(-1)?.paragraph === number) continue
    const sentence = sentencesOf(text).find((candidate) => candidate.includes(name))
    if (sentence) entry.evidence.push({ paragraph: number, quote: sentence.slice(0, 120) })
  }
  return [...found]
    .map(([name, { mentions, evidence }]) => ({ name, mentions, evidence }))
    .sort((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1))
}
