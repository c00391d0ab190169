/** First names and surnames as aliases: Walter and Pryce for Mr. Walter Pryce, where nobody else of the novel bears them. */
import type { Gender } from '../contracts/text.ts'
import { countMentions } from './mentions.ts'
import { isWifeOf } from './name-entries-en.ts'
import { GENTLEMAN_SHARE } from './name-groups-en.ts'
import { isEnglishTitle, OFFICES, parseEnglishName } from './naming-en.ts'

interface Bearers {
  first: Set<number>
  last: Set<number>
  /** Those who are called by the surname with a title: Mr. Pryce. */
  titled: Set<number>
}

/** The names to add to each group, in the order of the groups. No name is added that any group has, and no word that the novel uses otherwise. */
export function partsOfEnglishNames(
  groups: ReadonlyArray<readonly string[]>,
  genderOf: (group: number) => Gender | null,
  countOf: (group: number) => number,
  isCommonWord: (word: string) => boolean,
): string[][] {
  const known = new Set(groups.flat())
  const bearers = new Map<string, Bearers>()
  const of = (word: string) => {
    const entry = bearers.get(word) ?? { first: new Set(), last: new Set(), titled: new Set() }
    bearers.set(word, entry)
    return entry
  }
  groups.forEach((names, group) => {
    for (const name of names) {
      const { title, words } = parseEnglishName(name)
      const [first, last] = [words[0] as string, words.at(-1) as string]
      if (words.length === 1 && title === null) continue
      if (words.length > 1 && !isWifeOf(title, first)) of(first).first.add(group)
      of(last).last.add(group)
      if (words.length === 1) of(last).titled.add(group)
    }
  })
  const added: string[][] = groups.map(() => [])
  for (const [word, { first, last, titled }] of bearers) {
    if (known.has(word) || word.length < 3 || !/^\p{Lu}/u.test(word) || isEnglishTitle(word) || OFFICES.has(word))
      continue
    if (isCommonWord(word)) continue
    const all = [...new Set([...first, ...last])]
    const most = Math.max(...all.map(countOf))
    // A surname alone is the gentleman who is called by it, or the lady where he is hardly heard of.
    const heard = [...titled].filter((group) => countOf(group) >= most * GENTLEMAN_SHARE)
    const men = heard.filter((group) => genderOf(group) === 'male')
    const [bearer] =
      all.length === 1 ? all : first.size > 0 ? [] : men.length === 1 ? men : heard.length === 1 ? heard : []
    if (bearer !== undefined) added[bearer]?.push(word)
  }
  return added
}

/** A word that is as often written small is no name where it stands at the head of a sentence: Will, Last, White. */
const COMMON = 30

/** Which words of the names the novel uses in small letters, too. */
export function commonWordsOf(names: readonly string[], paragraphs: readonly string[]): (word: string) => boolean {
  const words = [...new Set(names.flatMap((name) => name.toLowerCase().split(' ')))]
  const small = countMentions(paragraphs, words)
  return (word) => (small.get(word.toLowerCase())?.count ?? 0) >= COMMON
}
