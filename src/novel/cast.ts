/**
 * What the findings of all windows say -> the cast. Names are put together by their parts and by what the findings say; everything is
 * then counted and checked in the novel itself, so that a finding can neither invent a mention nor a quote.
 */
import type { CastMember, Gender, Language, SetAsideReason } from '../contracts/text.ts'
import { type MergeDecision, uniteDecided } from './cast-decisions.ts'
import { type EvidenceSources, evidenceOf } from './cast-evidence.ts'
import { ageOf } from './cast-facts.ts'
import { falseFriend } from './cast-false-friends.ts'
import type { FindingsInNovel } from './cast-findings.ts'
import { importanceOf, weightOf } from './cast-importance.ts'
import { pairKey } from './cast-links.ts'
import { narratorOf } from './cast-narrator.ts'
import { type DoubtfulPair, openQuestions } from './cast-questions.ts'
import { recognitionOf } from './cast-recognition.ts'
import { countMentions, type Mentions } from './mentions.ts'
import { isUnclearBearer } from './name-bearers-en.ts'
import { displayName } from './name-groups.ts'
import { partsOfEnglishNames } from './name-parts-en.ts'
import { type NameUse, sumOfUses, usesOfNames } from './name-use.ts'

export interface MergedCast {
  /** Most important first. */
  cast: CastMember[]
  /** Pairs that can't be decided here, most important first. Ask, then merge again with the decisions. */
  doubtful: DoubtfulPair[]
  /** Whoever was found and is not in the cast, most mentioned first, so that a person can bring them back. No name is also in the cast. */
  setAside: Array<{ member: CastMember; reason: SetAsideReason }>
}

/**
 * Nobody reads a longer cast; the tail of a long novel is walk-on parts. In Chinese, where nothing marks a name, rare names are often
 * second names of somebody above or no names at all, so they wait among those set aside. It holds for whom models find too: each member is
 * described for money, and an estimate counts as many.
 */
const MAX_CAST: Record<Language, number> = { en: 150, zh: 60 }
/** More would hide the few that somebody may miss. */
const MAX_SET_ASIDE = 100
/** In a large cast, who is mentioned once is nobody. */
const LARGE_CAST = 40

interface Person {
  names: string[]
  mentions: number
  paragraphs: number[]
  gender: Gender | null
  use: NameUse
  weight: number
}

/** Makes the cast of what the findings say. Pure. `decisions` are the answers to an earlier call's `doubtful` pairs. */
export function mergeFindings(found: FindingsInNovel, decisions: readonly MergeDecision[] = []): MergedCast {
  const { novel, counts, grouping, quotes, findingsOf, genderOf } = found
  const united = uniteDecided(grouping, decisions)
  const isRead = (names: readonly string[]) => names.some(grouping.isRead)
  if (novel.language === 'en') {
    const countOf = (group: readonly string[]) => group.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)
    const parts = partsOfEnglishNames(
      united,
      (group) => genderOf(united[group] ?? []),
      (group) => countOf(united[group] ?? []),
      found.isCommonWord,
    )
    // A model was asked for every name of a person.
    for (const [group, names] of united.entries()) if (!isRead(names)) names.push(...(parts[group] ?? []))
  }
  const names = united.flat()
  // Only a name that was added changes where the others are counted.
  const mentions = names.length === counts.size ? found.mentions : countMentions(novel.paragraphs, names)
  const uses = usesOfNames(novel.paragraphs, names, novel.language)
  const people = united
    .map((group) => measure(group, mentions, uses, genderOf(group), novel.paragraphs.length))
    .sort((a, b) => b.weight - a.weight)
  const teller = novel.language === 'en' ? narratorOf(people, novel.paragraphs) : null
  const aside = setAsideOf(people, found)
  if (teller !== null) aside.delete(teller)
  const fitting = people.filter((person) => !aside.has(person))
  const cast = mostImportant(fitting, novel.language, isRead)
  for (const person of fitting) if (!cast.includes(person)) aside.set(person, 'too_many')
  const sources = { quotes, mentions, paragraphs: novel.paragraphs }
  const asMember = (person: Person, rank: number): CastMember => {
    const own = findingsOf(person.names)
    return {
      ...named(person, sources, novel.language),
      importance: importanceOf(rank, person.mentions, person.weight, people[0]?.weight ?? 0),
      mentions: person.mentions,
      gender: person.gender,
      age:
        own.find(({ age }) => age)?.age ??
        ageOf(person.names, person.paragraphs, novel.paragraphs, person.gender, novel.language),
      isNarrator: person === teller || own.some(({ isNarrator }) => isNarrator),
    }
  }
  const decided = new Set(decisions.map((decision) => pairKey(decision.first, decision.second)))
  return {
    cast: cast.map(asMember),
    doubtful: openQuestions(united, decided, found),
    setAside: [...aside]
      .sort(([a], [b]) => b.mentions - a.mentions)
      .slice(0, MAX_SET_ASIDE)
      .map(([person, reason]) => ({ member: asMember(person, Number.POSITIVE_INFINITY), reason })),
  }
}

/** Those who fit into a cast, of people most important first. Nobody whom a model found gives way to somebody whom only rules found. */
function mostImportant(
  people: readonly Person[],
  language: Language,
  isRead: (names: readonly string[]) => boolean,
): Person[] {
  const most = MAX_CAST[language]
  const read = people.filter(({ names }) => isRead(names)).slice(0, most)
  const ruled = people.filter(({ names }) => !isRead(names)).slice(0, most - read.length)
  const kept = new Set([...read, ...ruled])
  return people.filter((person) => kept.has(person))
}

function measure(
  names: string[],
  mentions: ReadonlyMap<string, Mentions>,
  uses: ReadonlyMap<string, NameUse>,
  gender: Gender | null,
  paragraphCount: number,
): Person {
  const found = names.flatMap((name) => mentions.get(name) ?? [])
  const paragraphs = [...new Set(found.flatMap((mention) => mention.paragraphs))].sort((a, b) => a - b)
  const use = sumOfUses(names, uses)
  const presence = { mentions: use.count, paragraphs, speeches: use.speaks }
  return { names, gender, use, ...presence, weight: weightOf(presence, paragraphCount) }
}

/** Who does not belong to the cast, and why. `people` most important first. Whom a model found is somebody. */
function setAsideOf(
  people: readonly Person[],
  { findings, novel, review, grouping }: FindingsInNovel,
): Map<Person, SetAsideReason> {
  const least = people.length > LARGE_CAST ? 2 : 1
  const recognised = recognitionOf(people, findings, novel)
  const counts = new Map(people.flatMap(({ names, mentions }) => names.map((name) => [name, mentions] as const)))
  const everybody = people.map(({ names }) => names)
  const aside = new Map<Person, SetAsideReason>()
  for (const person of people.filter(({ names }) => !names.some(grouping.isRead))) {
    const reason =
      person.mentions === 0
        ? 'not_in_text'
        : person.mentions < least ||
            (novel.language === 'en' && isUnclearBearer(person, people, novel.paragraphs.length))
          ? 'mentioned_seldom'
          : novel.language === 'en'
            ? falseFriend(person.names, person.use, counts, recognised(person))
            : recognised(person) || review?.isClearlyPerson(person.names)
              ? (review?.asideReason(person.names, everybody) ?? null)
              : 'seldom_a_person'
    if (reason !== null) aside.set(person, reason)
  }
  return aside
}

/** Name, aliases by frequency, and a quote for each. */
function named(
  { names, paragraphs }: Person,
  sources: EvidenceSources,
  language: Language,
): Pick<CastMember, 'name' | 'aliases' | 'evidence'> {
  const count = (name: string) => sources.mentions.get(name)?.count ?? 0
  const counts = new Map(names.map((name) => [name, count(name)]))
  const name = displayName(names, counts, language)
  const aliases = names.filter((other) => other !== name)
  aliases.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
  return { name, aliases, evidence: evidenceOf([name, ...aliases], paragraphs, sources) }
}
