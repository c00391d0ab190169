import type { Language, PersonFinding } from '../contracts/text.ts'

/** The size of the stretches that mentions are sorted into, in UTF-16 units: about a window of the smallest analyst. */
const STRETCH = 12_000
/** A stretch with one mention may well miss the person. */
const MIN_MENTIONS_IN_STRETCH = 2
/** Names in fewer stretches are not judged. */
const MIN_STRETCHES = 3
/**
 * A person is recognised at least this often, measured by how often the most mentioned people are. Places in English novels reach 0.35;
 * common words in Chinese ones mostly stay below 0.25, where some people begin.
 */
const MIN_RELATIVE_RATE: Record<Language, number> = { en: 0.4, zh: 0.25 }

interface Known {
  names: readonly string[]
  paragraphs: readonly number[]
}

/**
 * Tells people from words that were taken for a name by chance. A person is found in most stretches of the novel that mention the
 * name; a common word in few of them. `people` most mentioned first. The rate is relative, so the size of the windows does not matter.
 */
export function recognitionOf(
  people: readonly Known[],
  findings: readonly PersonFinding[],
  novel: { paragraphs: readonly string[]; language: Language },
): (person: Known) => boolean {
  const stretchOf: number[] = []
  let characters = 0
  for (const paragraph of novel.paragraphs) {
    stretchOf.push(Math.floor(characters / STRETCH))
    characters += paragraph.length + 1
  }
  const found = new Map<string, number>()
  for (const finding of findings) {
    for (const name of new Set([finding.name, ...finding.aliases])) found.set(name, (found.get(name) ?? 0) + 1)
  }
  const measure = ({ names, paragraphs: places }: Known) => {
    const counts = new Map<number, number>()
    for (const place of places) counts.set(stretchOf[place] ?? 0, (counts.get(stretchOf[place] ?? 0) ?? 0) + 1)
    const stretches = [...counts.values()].filter((count) => count >= MIN_MENTIONS_IN_STRETCH).length
    // Names of one person are mostly in the same finding, so the best known of them tells how often it was found.
    const times = Math.max(0, ...names.map((name) => found.get(name) ?? 0))
    return { stretches, rate: stretches === 0 ? 1 : times / stretches }
  }
  const usual =
    people
      .slice(0, 6)
      .map((person) => measure(person).rate)
      .sort((a, b) => b - a)[1] ?? 1
  return (person) => {
    const { stretches, rate } = measure(person)
    return stretches < MIN_STRETCHES || rate >= Math.min(1, usual) * MIN_RELATIVE_RATE[novel.language]
  }
}
