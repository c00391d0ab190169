/**
 * B-cubed agreement of aliases: for each alias of the book, how many of the aliases that the cast puts with it belong there (precision), and
 * how many that belong there the cast puts with it (recall).
 */
import type { GoldCharacter } from './gold-book.ts'
import { keysOf } from './gold-names.ts'
import { foldText, isChinese, nameKey } from './name-key.ts'

export interface AliasScore {
  /** How many aliases were compared. */
  aliases: number
  precision: number | null
  recall: number | null
  f1: number | null
}

/** An alias that the book holds less often says nothing about a cast. */
const LEAST_MENTIONS = 3

/**
 * `found` compares the aliases that the cast has; `all` those that it lacks, too, each with a recall of 0. Aliases that several people of the
 * book bear are left out. An alias of two members of the cast belongs to the first.
 */
export function scoreAliases(
  gold: readonly GoldCharacter[],
  owners: ReadonlyMap<string, number>,
  cast: ReadonlyArray<{ name: string; aliases: readonly string[] }>,
  text?: string,
): { found: AliasScore; all: AliasScore } {
  const memberOf = new Map<string, number>()
  cast.forEach(({ name, aliases }, member) => {
    for (const key of keysOf([name, ...aliases])) if (!memberOf.has(key)) memberOf.set(key, member)
  })
  const counts = text === undefined ? null : countNames(gold, text)
  const all = [...owners].filter(([key]) => counts === null || (counts.get(key) ?? 0) >= LEAST_MENTIONS)
  const found = all.filter(([key]) => memberOf.has(key))
  return { found: bCubed(found, memberOf), all: bCubed(all, memberOf) }
}

function bCubed(aliases: ReadonlyArray<[string, number]>, memberOf: ReadonlyMap<string, number>): AliasScore {
  if (aliases.length === 0) return { aliases: 0, precision: null, recall: null, f1: null }
  const sizes = {
    person: new Map<number, number>(),
    member: new Map<number, number>(),
    both: new Map<string, number>(),
  }
  for (const [key, person] of aliases) {
    countIn(sizes.person, person)
    const member = memberOf.get(key)
    if (member === undefined) continue
    countIn(sizes.member, member)
    countIn(sizes.both, `${person} ${member}`)
  }
  let [precision, recall, had] = [0, 0, 0]
  for (const [key, person] of aliases) {
    const member = memberOf.get(key)
    if (member === undefined) continue
    const together = sizes.both.get(`${person} ${member}`) ?? 0
    precision += together / (sizes.member.get(member) ?? 1)
    recall += together / (sizes.person.get(person) ?? 1)
    had++
  }
  precision = had === 0 ? 0 : precision / had
  recall /= aliases.length
  const f1 = precision > 0 && recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
  return { aliases: aliases.length, precision, recall, f1 }
}

function countIn<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** How often the text holds each listed name, by its key. Names with one key add up. */
function countNames(gold: readonly GoldCharacter[], text: string): Map<string, number> {
  const flat = flattened(text)
  const counts = new Map<string, number>()
  for (const name of new Set(gold.flatMap(({ name, aliases }) => [name, ...aliases]))) {
    const key = nameKey(name)
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + occurrences(flattened(name).trim(), flat))
  }
  return counts
}

function flattened(text: string): string {
  return foldText(text).replace(/\s+/g, ' ')
}

/** Occurrences that do not overlap; those of a name in letters are whole words. */
function occurrences(name: string, text: string): number {
  if (name === '') return 0
  const isLetter = (at: number) => /^[a-z]$/.test(text.charAt(at))
  const whole = !isChinese(name)
  let count = 0
  for (let at = text.indexOf(name); at !== -1; ) {
    const counts = !whole || !(isLetter(at - 1) || isLetter(at + name.length))
    if (counts) count++
    at = text.indexOf(name, at + (counts ? name.length : 1))
  }
  return count
}
