/** Who tells an English novel as "I". */
import type { NameUse } from './name-use.ts'
import { speechPatternOf } from './speech-marks.ts'

/** Narration with "I" in this share of its paragraphs is told by somebody. */
const FIRST_PERSON_SHARE = 0.2
/** A narrator without an introduction is called by name this often, and hardly named outside of speeches. */
const MIN_ADDRESSED = 3
const MAX_TOLD = 0.2
const NAME = "((?:(?:Mr|Mrs|Dr)\\. )?\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+){0,2})"
const INTRODUCTION = new RegExp(
  `\\b[Mm]y (?:own |real |full |Christian )?name (?:is|was|being) ${NAME}|\\bI, ${NAME},|\\b[Cc]all me ${NAME}|\\bI (?:am|was) (?:called|named|christened) ${NAME}`,
  'u',
)

export interface Teller {
  names: readonly string[]
  use: NameUse
}

/** The person who tells the story; null for a novel told of others, or by somebody without a name. */
export function narratorOf<Person extends Teller>(
  people: readonly Person[],
  paragraphs: readonly string[],
): Person | null {
  const speech = speechPatternOf(paragraphs)
  const told = paragraphs.map((text) => text.replace(speech, ' ')).filter((text) => /\p{Ll}/u.test(text))
  const own = told.filter((text) => /\bI\b/.test(text))
  if (own.length < told.length * FIRST_PERSON_SHARE) return null
  for (const text of own) {
    const name = INTRODUCTION.exec(text)
      ?.slice(1)
      .find((part) => part !== undefined)
    const known = name === undefined ? undefined : people.find(({ names }) => names.includes(name))
    if (known) return known
  }
  const called = people.filter(({ use }) => use.addressed >= MIN_ADDRESSED && use.told <= use.count * MAX_TOLD)
  return called.sort((a, b) => b.use.addressed - a.use.addressed)[0] ?? null
}
