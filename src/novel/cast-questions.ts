/** Doubtful pairs as they are asked about: who is meant, with words of the novel to decide by. */
import type { Evidence, PersonFinding } from '../contracts/text.ts'
import { spreadEvidence } from './cast-evidence.ts'
import type { FindingsInNovel } from './cast-findings.ts'
import { pairKey } from './cast-links.ts'

export interface DoubtfulPair {
  first: PersonFinding
  second: PersonFinding
}

/** More pairs of names that rules found are not worth a call each. */
const MAX_BY_RULES = 24
/** What a model said of somebody is worth more, and calls are made at one time. */
const MAX_WITH_READINGS = 60
/** Passages that have both of a pair. */
const MAX_MEETINGS = 3
const MAX_MEETING_CHARACTERS = 240

/** The pairs that are still open, most important first. `groups` are the names of each person as decided so far, `decided` the keys of pairs. */
export function openQuestions(
  groups: readonly string[][],
  decided: ReadonlySet<string>,
  found: FindingsInNovel,
): DoubtfulPair[] {
  const { doubtful, isRead } = found.grouping
  const groupOf = new Map(groups.flatMap((group) => group.map((name): [string, string[]] => [name, group])))
  const namesWith = (name: string) => groupOf.get(name) ?? [name]
  return doubtful
    .filter(([first, second]) => namesWith(first) !== namesWith(second) && !decided.has(pairKey(first, second)))
    .slice(0, groups.flat().some(isRead) ? MAX_WITH_READINGS : MAX_BY_RULES)
    .map(([first, second]) => {
      const own = [first, second].map((name) => personOf(name, namesWith(name), found))
      const meetings = own.every(({ name }) => !isRead(name))
        ? []
        : meetingsOf(namesWith(first), namesWith(second), found)
      const [one, other] = own as [PersonFinding, PersonFinding]
      return { first: one, second: { ...other, evidence: [...meetings, ...other.evidence] } }
    })
}

/** Somebody whom rules found is known by what they say of the doubtful name alone. */
function personOf(
  name: string,
  names: readonly string[],
  { counts, quotes, grouping }: FindingsInNovel,
): PersonFinding {
  const telling = names.some(grouping.isRead) ? [name, ...names.filter((other) => other !== name)] : [name]
  return {
    name,
    aliases: names.filter((other) => other !== name),
    mentions: telling.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0),
    evidence: spreadEvidence(telling.flatMap((one) => quotes.get(one) ?? [])),
  }
}

/** Words of paragraphs that name both, from one name to the other: an introduction is there, or two who speak to each other. */
function meetingsOf(
  names: readonly string[],
  others: readonly string[],
  { mentions, novel }: FindingsInNovel,
): Evidence[] {
  const placesOf = (some: readonly string[]) => new Set(some.flatMap((name) => mentions.get(name)?.paragraphs ?? []))
  const own = placesOf(names)
  const shared = [...placesOf(others)].filter((place) => own.has(place)).sort((a, b) => a - b)
  return shared
    .flatMap((paragraph) => spanOf(names, others, paragraph, novel.paragraphs[paragraph] ?? ''))
    .slice(0, MAX_MEETINGS)
}

function spanOf(names: readonly string[], others: readonly string[], paragraph: number, text: string): Evidence[] {
  const firstOf = (some: readonly string[]) =>
    some
      .map((name) => ({ name, at: text.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
  const [one, other] = [firstOf(names), firstOf(others)]
  if (!one || !other) return []
  const [start, end] = [Math.min(one.at, other.at), Math.max(one.at + one.name.length, other.at + other.name.length)]
  const around = Math.floor((MAX_MEETING_CHARACTERS - (end - start)) / 2)
  if (around < 0) return []
  const quote = text.slice(Math.max(0, start - around), end + around)
  return [{ name: other.name, paragraph, quote: quote.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '').trim() }]
}
