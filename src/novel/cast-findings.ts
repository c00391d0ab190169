/** What the findings of all windows and the novel itself say of the names, before anything is decided about a doubtful pair. */
import type { Evidence, Gender, PersonFinding } from '../contracts/text.ts'
import { verifiedEvidence } from './cast-evidence.ts'
import { genderOfGroup } from './cast-facts.ts'
import { type CastGrouping, groupByRules, groupWithReadings } from './cast-grouping.ts'
import { countVotes, linksOf, pairKey } from './cast-links.ts'
import { introductionsInEnglish } from './introductions-en.ts'
import { introductionsIn } from './introductions-zh.ts'
import { countMentions, type Mentions } from './mentions.ts'
import { companyOf } from './name-company.ts'
import { groupNames } from './name-groups.ts'
import { commonWordsOf } from './name-parts-en.ts'
import type { NovelText } from './passages.ts'
import { gendersByPronoun } from './pronouns.ts'
import { type ChineseReview, reviewChineseNames } from './review-zh.ts'

export interface FindingsInNovel {
  novel: NovelText
  /** In Chinese, those by rules with mended names. */
  findings: readonly PersonFinding[]
  /** Null in English. */
  review: ChineseReview | null
  /** How often each name of the findings occurs; 0 for one that does not. */
  counts: ReadonlyMap<string, number>
  mentions: ReadonlyMap<string, Mentions>
  grouping: CastGrouping
  quotes: ReadonlyMap<string, Evidence[]>
  /** The findings that have one of the names, by a model those that are called by one. One that has several comes for each. */
  findingsOf(names: readonly string[]): PersonFinding[]
  genderOf(names: readonly string[]): Gender | null
  /** Whether the novel uses a word of an English name in small letters, too. */
  isCommonWord(word: string): boolean
}

/**
 * Reads the findings of all windows (in any number, of one novel) in the novel. Pure. Most of the work on the way to a cast, which takes
 * about 0.3 s for a million characters.
 */
export function readFindings(given: readonly PersonFinding[], novel: NovelText): FindingsInNovel {
  const { paragraphs, language } = novel
  const read = given.filter(({ readFrom }) => readFrom !== undefined)
  const byRules = read.length === 0 ? given : given.filter(({ readFrom }) => readFrom === undefined)
  const review = language === 'zh' ? reviewChineseNames(byRules, paragraphs) : null
  const ruled = review?.findings ?? byRules
  const findings = read.length === 0 ? ruled : [...read, ...ruled]
  const names = [...new Set(findings.flatMap(({ name, aliases }) => [name, ...aliases]))]
  const mentions = countMentions(paragraphs, names)
  const counts = new Map(names.map((name) => [name, mentions.get(name)?.count ?? 0]))
  const votes = countVotes(findings)
  const pronouns = gendersByPronoun(paragraphs, mentions, language)
  const named = groupNames(
    {
      counts,
      votes: (a, b) => votes.get(pairKey(a, b)) ?? 0,
      genderOf: (name) => pronouns.get(name) ?? null,
      ...(language === 'en' ? { company: companyOf(paragraphs, names) } : { told: introductionsIn(paragraphs, names) }),
    },
    language,
  )
  const occurring = new Map([...counts].filter(([, count]) => count > 0))
  const told = language === 'en' ? introductionsInEnglish(paragraphs, [...occurring.keys()]) : []
  const links = [...linksOf(ruled, occurring), ...told]
  const byName = indexFindings(findings)
  const findingsOf = (some: readonly string[]) => some.flatMap((name) => byName.get(name) ?? [])
  return {
    novel,
    findings,
    review,
    counts,
    mentions,
    grouping:
      read.length === 0
        ? groupByRules(named, links, counts)
        : groupWithReadings(findings, { ...named, links }, counts, language),
    quotes: verifiedEvidence(findings, paragraphs),
    findingsOf,
    genderOf: (some) => genderOfGroup(some, findingsOf(some), pronouns, counts, language),
    isCommonWord: language === 'en' ? commonWordsOf(names, paragraphs) : () => false,
  }
}

function indexFindings(findings: readonly PersonFinding[]): Map<string, PersonFinding[]> {
  const byName = new Map<string, PersonFinding[]>()
  for (const finding of findings) {
    // A further name may be somebody else's in another passage; what is told of a person goes with the name that they are called by.
    const names = finding.readFrom === undefined ? [finding.name, ...finding.aliases] : [finding.name]
    for (const name of new Set(names)) {
      const known = byName.get(name)
      if (known) known.push(finding)
      else byName.set(name, [finding])
    }
  }
  return byName
}
