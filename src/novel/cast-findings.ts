/** What the findings of all windows and the novel itself say of the names, before anything is decided about a doubtful pair. */
import type { Evidence, Gender, PersonFinding } from '../contracts/text.ts'
import { verifiedEvidence } from './cast-evidence.ts'
import { genderOfGroup } from './cast-facts.ts'
import { countVotes, linksOf, type NameLink, pairKey } from './cast-links.ts'
import { introductionsInEnglish } from './introductions-en.ts'
import { introductionsIn } from './introductions-zh.ts'
import { countMentions, type Mentions } from './mentions.ts'
import { companyOf } from './name-company.ts'
import { groupNames, type NameGroups } from './name-groups.ts'
import { commonWordsOf } from './name-parts-en.ts'
import type { NovelText } from './passages.ts'
import { gendersByPronoun } from './pronouns.ts'
import { type ChineseReview, reviewChineseNames } from './review-zh.ts'

export interface FindingsInNovel {
  novel: NovelText
  /** In Chinese with mended names. */
  findings: readonly PersonFinding[]
  /** Null in English. */
  review: ChineseReview | null
  /** How often each name of the findings occurs; 0 for one that does not. */
  counts: ReadonlyMap<string, number>
  mentions: ReadonlyMap<string, Mentions>
  /** What the rules make of the names. */
  grouped: NameGroups
  /** Pairs that findings or the text say are one person's names. */
  links: readonly NameLink[]
  quotes: ReadonlyMap<string, Evidence[]>
  /** The findings that have one of the names. One that has several comes for each. */
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
  const review = language === 'zh' ? reviewChineseNames(given, paragraphs) : null
  const findings = review?.findings ?? given
  const names = [...new Set(findings.flatMap(({ name, aliases }) => [name, ...aliases]))]
  const mentions = countMentions(paragraphs, names)
  const counts = new Map(names.map((name) => [name, mentions.get(name)?.count ?? 0]))
  const votes = countVotes(findings)
  const pronouns = gendersByPronoun(paragraphs, mentions, language)
  const grouped = groupNames(
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
  const byName = indexFindings(findings)
  const findingsOf = (some: readonly string[]) => some.flatMap((name) => byName.get(name) ?? [])
  return {
    novel,
    findings,
    review,
    counts,
    mentions,
    grouped,
    links: [...linksOf(findings, occurring), ...told],
    quotes: verifiedEvidence(findings, paragraphs),
    findingsOf,
    genderOf: (some) => genderOfGroup(some, findingsOf(some), pronouns, counts, language),
    isCommonWord: language === 'en' ? commonWordsOf(names, paragraphs) : () => false,
  }
}

function indexFindings(findings: readonly PersonFinding[]): Map<string, PersonFinding[]> {
  const byName = new Map<string, PersonFinding[]>()
  for (const finding of findings) {
    for (const name of new Set([finding.name, ...finding.aliases])) {
      const known = byName.get(name)
      if (known) known.push(finding)
      else byName.set(name, [finding])
    }
  }
  return byName
}
