/** English names that are no person's: places, ships and books, families. */
import type { SetAsideReason } from '../contracts/text.ts'
import { isGivenName } from './given-names-en.ts'
import type { NameUse } from './name-use.ts'
import { OFFICES, parseEnglishName } from './naming-en.ts'

/** A place is gone to and lived in; people stand there, too (Mrs. Hale's house), but act. */
const PLACE_SHARE = 0.35
const MAX_PLACE_ACTS = 0.35
/** "The Atlantic" does not speak. */
const THING_SHARE = 0.5
const MAX_THING_SPEECH = 0.05
/** From so many mentions on, a person has done something or was called. */
const MIN_JUDGED = 5
const MIN_PERSON_ACTS = 0.25
const MIN_ADDRESSED = 2
const CALLED_SHARE = 0.7
const MAX_FAMILIAR_TOLD = 0.2
const MAX_FAMILIAR_ACTS = 0.1
const FAMILIAR_SHARE = 0.3

/**
 * Why the names are not one person's, or null. `all` are the names of the novel with their counts; `isRecognised` says whether most
 * windows that hold the name took it for a person's.
 */
export function falseFriend(
  names: readonly string[],
  use: NameUse,
  all: ReadonlyMap<string, number>,
  isRecognised: boolean,
): SetAsideReason | null {
  if (names.every((name) => isFamily(name, all))) return 'not_one_person'
  const parsed = names.map(parseEnglishName)
  const isNamedAsPerson = parsed.some(
    ({ title, words }) => title !== null || (words.length > 0 && isGivenName(words[0] as string)),
  )
  if (use.count === 0) return null
  const share = (part: number) => part / use.count
  // The King whom nobody meets.
  if (names.every((name) => OFFICES.has(name)) && use.speaks === 0) return 'not_one_person'
  // A first name that is only said to and of somebody present: the story itself calls them otherwise.
  const isFamiliar = parsed.every(({ title, words }) => title === null && words.length === 1)
  if (
    isFamiliar &&
    share(use.acts) <= MAX_FAMILIAR_ACTS &&
    share(use.told) <= MAX_FAMILIAR_TOLD &&
    share(use.addressed) >= FAMILIAR_SHARE
  )
    return 'seldom_a_person'
  if (isNamedAsPerson) return null
  if (share(use.places) >= PLACE_SHARE && share(use.acts) <= MAX_PLACE_ACTS) return 'seldom_a_person'
  if (share(use.articles) >= THING_SHARE && share(use.speaks) < MAX_THING_SPEECH) return 'seldom_a_person'
  if (!isRecognised && use.speaks === 0 && use.addressed < MIN_ADDRESSED) return 'seldom_a_person'
  // What somebody is only called to their face is no other person.
  if (use.told === 0 && use.acts === 0 && share(use.addressed) >= CALLED_SHARE) return 'seldom_a_person'
  const isStill = use.speaks === 0 && use.addressed === 0 && share(use.acts) < MIN_PERSON_ACTS
  return use.count >= MIN_JUDGED && isStill ? 'seldom_a_person' : null
}

/** The Hales, the Miss Hales: a name that is known without its -s. */
function isFamily(name: string, all: ReadonlyMap<string, number>): boolean {
  const one = /^(.*[^s])s$/.exec(name)?.[1]
  if (one === undefined) return false
  const word = one.split(' ').at(-1) as string
  const known = [...all].filter(([other, count]) => count > 0 && (other === one || other.split(' ').at(-1) === word))
  return known.reduce((sum, [, count]) => sum + count, 0) > (all.get(name) ?? 0)
}
