/** Names made comparable: one key for every way of writing a name, and the name without its titles. */
import type { Gender } from '../contracts/text.ts'

const ARTICLES = new Set(['the', 'a', 'an'])
/** One spelling for titles that are written in several ways. */
const TITLE_SPELLINGS: Readonly<Record<string, string>> = {
  mister: 'mr',
  doctor: 'dr',
  mistress: 'mrs',
  mme: 'madame',
  mlle: 'mademoiselle',
  ms: 'miss',
  capt: 'captain',
  col: 'colonel',
  prof: 'professor',
  rev: 'reverend',
}
/** Titles by the gender of who bears them; null where both do. */
const TITLES: ReadonlyMap<string, Gender | null> = new Map([
  ...['mr', 'sir', 'lord', 'monsieur', 'uncle', 'master', 'signor', 'count', 'duke', 'baron'].map(
    (title) => [title, 'male'] as const,
  ),
  ...['mrs', 'miss', 'lady', 'madame', 'mademoiselle', 'aunt', 'signora', 'countess', 'duchess', 'baroness'].map(
    (title) => [title, 'female'] as const,
  ),
  ...['dr', 'captain', 'colonel', 'professor', 'reverend', 'inspector', 'major', 'general', 'admiral'].map(
    (title) => [title, null] as const,
  ),
])

/** Whether a text holds Chinese characters. */
export function isChinese(text: string): boolean {
  return /[\u3400-\u9fff]/u.test(text)
}

/** Upper and lower case, full and half width, straight and curly apostrophes made one. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss').replace(/[‘’]/g, "'")
}

/**
 * The key of a name: two names with one key are the same. Case, punctuation, accents, articles, possessives and spellings of titles do not
 * count. Empty for a text without letters that names are made of.
 */
export function nameKey(name: string): string {
  const folded = foldText(name)
  if (isChinese(folded)) return folded.replace(/[^\p{L}\p{N}]/gu, '')
  const plain = folded
    .replace(/'s(?![\p{L}\p{N}_])/gu, '')
    .replaceAll("'", '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
  const words = (plain.match(/[a-z0-9]+/g) ?? []).map((word) => TITLE_SPELLINGS[word] ?? word)
  while (words.length > 1 && ARTICLES.has(words[0] ?? '')) words.shift()
  if (words.length > 1 && words[0] === 'm') words[0] = 'monsieur'
  return words.join(' ')
}

/** A key without the titles before it, and the titles. */
export function withoutTitles(key: string): { bare: string; titles: string[] } {
  const words = key.split(' ')
  const own = words.slice(0, -1).findIndex((word) => !TITLES.has(word))
  const titles = words.slice(0, own === -1 ? words.length - 1 : own)
  return { bare: words.slice(titles.length).join(' '), titles }
}

/** The gender that titles tell; a man's title goes before a woman's. Null where they tell none. */
export function genderOfTitles(titles: Iterable<string>): Gender | null {
  const genders = new Set([...titles].map((title) => TITLES.get(title) ?? null))
  return genders.has('male') ? 'male' : genders.has('female') ? 'female' : null
}
