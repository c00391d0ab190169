/** How English names are built: titles, first names, surnames. */
import type { Gender } from '../contracts/text.ts'

export type { Gender } from '../contracts/text.ts'

export interface EnglishName {
  /** As in the table, without its full stop: `Mr`, `Miss`, `Captain`. */
  title: string | null
  /** The words of the name itself; a particle goes with the word behind it: `de Lisle`. */
  words: string[]
  /** What the title says. */
  gender: Gender | null
}

const MALE_TITLES =
  'Mr Mister Sir Lord Monsieur Uncle Master Signor Count Duke Baron King Prince Father Brother Squire Don Herr M Captain Capt Colonel Col Major General Gen Lieutenant Lt Sergeant Corporal Admiral Commander Commodore Bishop Archdeacon Judge Inspector Superintendent Constable Reverend Rev Grandfather Massa'
const FEMALE_TITLES =
  'Mrs Miss Ms Mistress Lady Madame Mademoiselle Madam Aunt Auntie Signora Signorina Countess Duchess Baroness Queen Princess Mother Sister Dame Nurse Widow Mme Mlle Frau Fraulein Grandmother'
const OTHER_TITLES = 'Dr Doctor Professor Prof Detective Cousin Saint St Comrade'

/** Words that may stand before a name without being part of it: they tell nobody apart. */
const EPITHETS = new Set(
  'Old Little Young Poor Dear Dearest Darling Sweet Good Honest Elder Younger Late Friend Neighbour Neighbor'.split(
    ' ',
  ),
)

const TITLE_GENDER = new Map<string, Gender | null>([
  ...MALE_TITLES.split(' ').map((title): [string, Gender] => [title, 'male']),
  ...FEMALE_TITLES.split(' ').map((title): [string, Gender] => [title, 'female']),
  ...OTHER_TITLES.split(' ').map((title): [string, null] => [title, null]),
  ...[...EPITHETS].map((title): [string, null] => [title, null]),
])

/** Titles that are names by themselves when nothing follows: the King, the Duchess, the Captain. */
export const OFFICES = new Set(
  'King Queen Prince Princess Duke Duchess Count Countess Baron Baroness Captain Colonel Major General Doctor Professor Inspector Judge Admiral Commodore Bishop Squire Marquis Marquise Earl Emperor Empress Sheriff Cardinal Abbot Sergeant Lieutenant Commander Grandmother Grandfather'.split(
    ' ',
  ),
)

const SAME_TITLE: Record<string, string> = {
  Mister: 'Mr',
  Doctor: 'Dr',
  Capt: 'Captain',
  Col: 'Colonel',
  Gen: 'General',
  Lt: 'Lieutenant',
  Prof: 'Professor',
  Rev: 'Reverend',
  Monsieur: 'Mr',
  M: 'Mr',
  Signor: 'Mr',
  Herr: 'Mr',
  Madame: 'Mrs',
  Mme: 'Mrs',
  Signora: 'Mrs',
  Frau: 'Mrs',
  Mademoiselle: 'Miss',
  Mlle: 'Miss',
  Signorina: 'Miss',
  Fraulein: 'Miss',
  Ms: 'Miss',
  Mistress: 'Mrs',
  Auntie: 'Aunt',
}

/** Small words inside surnames. */
const PARTICLES = new Set('de du des la le van von der den di da del'.split(' '))

/** Takes a name apart. `Mr. Walter Pryce` -> Mr, [Walter, Pryce], male. */
export function parseEnglishName(name: string): EnglishName {
  const words = name
    .replace(/^(the|a|an) /i, '')
    .split(' ')
    .map((word) => word.replace(/\.$/, ''))
  let title: string | null = null
  let gender: Gender | null = null
  while (words.length > 1) {
    const first = words[0] as string
    if (!TITLE_GENDER.has(first)) break
    gender ??= TITLE_GENDER.get(first) ?? null
    // Of two titles the first is the one of address: Mr. Superintendent Bell.
    if (!EPITHETS.has(first)) title ??= SAME_TITLE[first] ?? first
    words.shift()
  }
  return { title, words: withParticles(words), gender }
}

function withParticles(words: readonly string[]): string[] {
  const joined: string[] = []
  let particle = ''
  words.forEach((word, i) => {
    if (isParticle(word) && i < words.length - 1) particle += `${word.toLowerCase()} `
    else {
      joined.push(particle + word)
      particle = ''
    }
  })
  return joined
}

/** Whether the word is a small part inside a name: Clara de Lisle. */
export function isParticle(word: string): boolean {
  return PARTICLES.has(word.toLowerCase())
}

/** Whether a word is a title or an epithet that may begin a name. */
export function isEnglishTitle(word: string): boolean {
  return TITLE_GENDER.has(word.replace(/\.$/, ''))
}

/** Whether a word tells feelings, age or size before a name, and is no part of it: Poor, Old. */
export function isEpithet(word: string): boolean {
  return EPITHETS.has(word)
}

/** A title as it is in the table: Doctor -> Dr. */
export function plainTitle(word: string): string {
  return SAME_TITLE[word] ?? word
}
