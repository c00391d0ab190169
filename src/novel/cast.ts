/**
 * Findings of all windows -> the cast. Names are put together by their parts and by what the findings say; everything is then counted
 * and checked in the novel itself, so that a finding can neither invent a mention nor a quote.
 */
import type { CastMember, Evidence, Importance, Language, PersonFinding, SetAsideReason } from '../contracts/text.ts'
import { countVotes, linksOf, pairKey } from './cast-links.ts'
import { recognitionOf } from './cast-recognition.ts'
import { countMentions, type Mentions } from './mentions.ts'
import { displayName, groupNames } from './name-groups.ts'
import { gendersByPronoun } from './pronouns.ts'
import { sentencesOf } from './sentences.ts'

/** What was decided about a doubtful pair, by the names it was given with. */
export interface MergeDecision {
  first: string
  second: string
  same: boolean
}

export interface MergedCast {
  /** Most important first. */
  cast: CastMember[]
  /** Pairs that rules can't decide, most mentioned first. Ask, then merge again with the decisions. */
  doubtful: Array<{ first: PersonFinding; second: PersonFinding }>
  /** Whoever was found and is not in the cast, most mentioned first, so that a person can bring them back. No name is also in the cast. */
  setAside: Array<{ member: CastMember; reason: SetAsideReason }>
}

const MAX_EVIDENCE = 8
/** Nobody reads a longer cast; the tail of a long novel is walk-on parts. */
const MAX_CAST = 150
/** More would hide the few that somebody may miss. */
const MAX_SET_ASIDE = 100
/** More pairs are not worth a call each. */
const MAX_DOUBTFUL = 24
const MAX_MAIN = 8
const MAX_SUPPORTING = 20
/** Shares of the most mentioned person's mentions. */
const MAIN_SHARE = 0.2
const SUPPORTING_SHARE = 0.03

interface Group {
  names: string[]
  mentions: number
  paragraphs: number[]
}

/**
 * Merges the findings of all windows (in any number, of one novel). Pure. About 0.5 s for a million characters.
 * `decisions` are the answers to an earlier call's `doubtful` pairs.
 */
export function mergeFindings(
  findings: readonly PersonFinding[],
  novel: { paragraphs: readonly string[]; language: Language },
  decisions: readonly MergeDecision[] = [],
): MergedCast {
  const names = [...new Set(findings.flatMap((finding) => [finding.name, ...finding.aliases]))]
  const mentions = countMentions(novel.paragraphs, names)
  const counts = new Map([...mentions].map(([name, { count }]) => [name, count]))
  const votes = countVotes(findings)
  const genders = gendersByPronoun(novel.paragraphs, mentions, novel.language)
  const known = new Map(names.map((name) => [name, counts.get(name) ?? 0]))
  const { groups, doubtful } = groupNames(
    { counts: known, votes: (a, b) => votes.get(pairKey(a, b)) ?? 0, genderOf: (name) => genders.get(name) ?? null },
    novel.language,
  )
  const united = uniteGroups(groups, [...linksOf(findings, counts), ...decisions.filter((d) => d.same)])
  const people = united.map((group) => measure(group, mentions)).sort((a, b) => b.mentions - a.mentions)
  const evidence = evidenceByName(findings, novel.paragraphs)
  const seldom = people.length > 40 ? 2 : 1
  const recognised = recognitionOf(people, findings, novel)
  const aside = new Map<Group, SetAsideReason>()
  const kept = people.filter((group) => {
    if (group.mentions === 0) aside.set(group, 'not_in_text')
    else if (group.mentions < seldom) aside.set(group, 'mentioned_seldom')
    else if (!recognised(group)) aside.set(group, 'seldom_a_person')
    return !aside.has(group)
  })
  for (const group of kept.splice(MAX_CAST)) aside.set(group, 'too_many')
  const cast = kept.map((group, rank) => memberOf(group, rank, kept[0]?.mentions ?? 0, { counts, evidence, novel }))
  const decided = new Set(decisions.map((decision) => pairKey(decision.first, decision.second)))
  return {
    cast,
    doubtful: openPairs(doubtful, united, decided, { counts, evidence }),
    setAside: [...aside]
      .sort(([a], [b]) => b.mentions - a.mentions)
      .slice(0, MAX_SET_ASIDE)
      .map(([group, reason]) => ({
        member: memberOf(group, Number.POSITIVE_INFINITY, 0, { counts, evidence, novel }),
        reason,
      })),
  }
}

function uniteGroups(groups: string[][], links: ReadonlyArray<{ first: string; second: string }>): string[][] {
  const groupOf = new Map<string, string[]>()
  for (const group of groups) for (const name of group) groupOf.set(name, group)
  for (const { first, second } of links) {
    const one = groupOf.get(first)
    const other = groupOf.get(second)
    if (!one || !other || one === other) continue
    one.push(...other)
    for (const name of other) groupOf.set(name, one)
  }
  return [...new Set(groupOf.values())]
}

function measure(names: string[], mentions: ReadonlyMap<string, Mentions>): Group {
  const found = names.flatMap((name) => mentions.get(name) ?? [])
  return {
    names,
    mentions: found.reduce((sum, { count }) => sum + count, 0),
    paragraphs: [...new Set(found.flatMap(({ paragraphs }) => paragraphs))].sort((a, b) => a - b),
  }
}

interface Facts {
  counts: ReadonlyMap<string, number>
  evidence: ReadonlyMap<string, Evidence[]>
}

function memberOf(
  group: Group,
  rank: number,
  most: number,
  { counts, evidence, novel }: Facts & { novel: { paragraphs: readonly string[]; language: Language } },
): CastMember {
  const name = displayName(group.names, counts, novel.language)
  const aliases = group.names.filter((other) => other !== name)
  aliases.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
  const quotes = group.names.flatMap((other) => evidence.get(other) ?? [])
  return {
    name,
    aliases,
    importance: importanceOf(rank, group.mentions, most),
    mentions: group.mentions,
    evidence: spreadEvidence(quotes.length > 0 ? quotes : firstMention(group, novel.paragraphs)),
    gender: null,
    age: null,
    isNarrator: false,
  }
}

function importanceOf(rank: number, mentions: number, most: number): Importance {
  if (rank === 0 || (rank < MAX_MAIN && mentions >= most * MAIN_SHARE)) return 'main'
  if (rank < MAX_MAIN + MAX_SUPPORTING && mentions >= Math.max(3, most * SUPPORTING_SHARE)) return 'supporting'
  return 'minor'
}

/** Quotes that really stand in their paragraph, by the name they were given for. */
function evidenceByName(findings: readonly PersonFinding[], paragraphs: readonly string[]): Map<string, Evidence[]> {
  const byName = new Map<string, Evidence[]>()
  for (const finding of findings) {
    const real = finding.evidence.filter(({ paragraph, quote }) => paragraphs[paragraph]?.includes(quote))
    if (real.length > 0) byName.set(finding.name, [...(byName.get(finding.name) ?? []), ...real])
  }
  return byName
}

function spreadEvidence(quotes: readonly Evidence[]): Evidence[] {
  const distinct = [...new Map(quotes.map((item) => [`${item.paragraph} ${item.quote}`, item])).values()]
  distinct.sort((a, b) => a.paragraph - b.paragraph)
  if (distinct.length <= MAX_EVIDENCE) return distinct
  const step = distinct.length / MAX_EVIDENCE
  return Array.from({ length: MAX_EVIDENCE }, (_, i) => distinct[Math.floor(i * step)] as Evidence)
}

function firstMention(group: Group, paragraphs: readonly string[]): Evidence[] {
  const paragraph = group.paragraphs[0]
  if (paragraph === undefined) return []
  const sentence = sentencesOf(paragraphs[paragraph] ?? '').find((text) =>
    group.names.some((name) => text.includes(name)),
  )
  const name = group.names.find((other) => sentence?.includes(other))
  return sentence && name ? [{ name, paragraph, quote: sentence }] : []
}

function openPairs(
  pairs: ReadonlyArray<[string, string]>,
  groups: readonly string[][],
  decided: ReadonlySet<string>,
  { counts, evidence }: Facts,
): MergedCast['doubtful'] {
  const groupOf = new Map(groups.flatMap((group) => group.map((name): [string, string[]] => [name, group])))
  const asFinding = (name: string): PersonFinding => ({
    name,
    aliases: (groupOf.get(name) ?? []).filter((other) => other !== name),
    mentions: counts.get(name) ?? 0,
    evidence: spreadEvidence(evidence.get(name) ?? []),
  })
  return pairs
    .filter(([first, second]) => groupOf.get(first) !== groupOf.get(second) && !decided.has(pairKey(first, second)))
    .sort((a, b) => (counts.get(b[1]) ?? 0) - (counts.get(a[1]) ?? 0))
    .slice(0, MAX_DOUBTFUL)
    .map(([first, second]) => ({ first: asFinding(first), second: asFinding(second) }))
}
