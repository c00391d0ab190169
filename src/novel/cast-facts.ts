/** What the text says of a person beside the names: sex, age, and who tells the story. */
import type { Gender, Language, PersonFinding } from '../contracts/text.ts'
import { genderOfName } from './naming.ts'
import { sentencesOf } from './sentences.ts'

/** Paragraphs of a person that are read for the age. */
const MAX_PARAGRAPHS = 400

/** What most findings say goes first, then titles, then pronouns, then first names. `counts` weigh the names. */
export function genderOfGroup(
  names: readonly string[],
  findings: readonly PersonFinding[],
  pronouns: ReadonlyMap<string, Gender>,
  counts: ReadonlyMap<string, number>,
  language: Language,
): Gender | null {
  const said = majority(findings.map(({ gender }) => [gender ?? null, 1]))
  if (said !== null) return said
  const weighed = names.map((name): [string, number] => [name, counts.get(name) ?? 0])
  const titled = majority(weighed.map(([name, count]) => [hasTitle(name) ? genderOfName(name, language) : null, count]))
  if (titled !== null) return titled
  const told = majority(weighed.map(([name, count]) => [pronouns.get(name) ?? null, count]))
  return told ?? majority(weighed.map(([name, count]) => [genderOfName(name, language), count]))
}

function hasTitle(name: string): boolean {
  return /[\u3400-\u9fff]/.test(name) || name.includes(' ')
}

function majority(votes: ReadonlyArray<[Gender | null, number]>): Gender | null {
  const sum = (gender: Gender) => votes.reduce((total, [vote, count]) => total + (vote === gender ? count : 0), 0)
  const [female, male] = [sum('female'), sum('male')]
  return female === male ? null : female > male ? 'female' : 'male'
}

const UNIT = 'one|two|three|four|five|six|seven|eight|nine'
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety'
const FROM_TEN = `(?:(?:${UNIT})[- ]and[- ](?:${TENS})|(?:${TENS})(?:[- ](?:${UNIT}))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|[1-9]\\d)`
const NUMBER = `(?:${FROM_TEN}|${UNIT}|\\d)`
const SOME = '(?:about |some |perhaps |nearly |almost |only |just |barely |hardly |not yet |not quite )*'
/** Behind the name, within the sentence and before anybody else is named. */
const ENGLISH_AGE = new RegExp(
  `^[^\\p{Lu}.;!?"“”]{0,36}?\\b(?:(${NUMBER}) years (?:old\\b|of age)|aged (${NUMBER})\\b|at the age of (${NUMBER})\\b|(?:girl|boy|child|lad|man|woman|lady|gentleman|youth|maiden|lass) of ${SOME}(${NUMBER})(?=[ ,.;!?](?!(?:pounds|miles|feet|or|who)\\b)))`,
  'u',
)
/** Right behind the name alone: Anna was seventeen. */
const ENGLISH_IS = new RegExp(`^ (?:was|is) ${SOME}(${FROM_TEN})(?=[,.;!?]| when\\b| and (?!\\w+ years))`, 'u')
const SHE_OR_HE = /^(?:She|He)\b/
const CHINESE_AGE =
  /^[^。！？；“”：]{0,14}?((?:年方|年仅|年约|年已|年纪|今年|才|刚|不过)?(?:[一二三四五六七八九十百两]{1,4}|\d{1,3})(?:多|来|余)?岁|年方二八|年方[一二三四五六七八九十]{1,3}|年过半百|年逾[古花]稀?甲?|年近[古花]?[稀甲]?[一二三四五六七八九十]{0,2}[旬十]?)/u

/** The age in the words of the text, from the first sentence that tells it behind one of the names; null where none does. */
export function ageOf(
  names: readonly string[],
  places: readonly number[],
  paragraphs: readonly string[],
  gender: Gender | null,
  language: Language,
): string | null {
  const byLength = [...names].sort((a, b) => b.length - a.length)
  for (const place of places.slice(0, MAX_PARAGRAPHS)) {
    const text = paragraphs[place] ?? ''
    if (!MAY_TELL_AGE[language].test(text)) continue
    let isNamed = false
    for (const sentence of sentencesOf(text)) {
      const behind = behindNames(sentence, byLength)
      // He or she is who the sentence before was about.
      if (behind.length === 0 && isNamed && SHE_OR_HE.test(sentence)) behind.push(sentence.replace(SHE_OR_HE, ''))
      isNamed = byLength.some((name) => sentence.startsWith(name))
      const age = behind.map((words) => ageIn(words, gender, language)).find((found) => found !== null)
      if (age) return age
    }
  }
  return null
}

/** What stands behind each mention of the person in a sentence. */
function behindNames(sentence: string, byLength: readonly string[]): string[] {
  const behind: string[] = []
  for (let from = 0; from < sentence.length; ) {
    const starts = byLength.map((name) => ({ name, at: sentence.indexOf(name, from) })).filter(({ at }) => at >= 0)
    const next = starts.sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
    if (next === undefined) break
    from = next.at + next.name.length
    // Behind a title or a first name of somebody else, the surname is theirs.
    if (!/\p{Lu}[\p{L}.]* $/u.test(sentence.slice(0, next.at))) behind.push(sentence.slice(from))
  }
  return behind
}

function ageIn(behind: string, gender: Gender | null, language: Language): string | null {
  if (language === 'zh') {
    return CHINESE_AGE.exec(behind)?.[1]?.replace(/^(?:年纪|今年|才|刚|不过)/, '') ?? null
  }
  const match = ENGLISH_IS.exec(behind) ?? ENGLISH_AGE.exec(behind)
  // "Anna, whose sister was a girl of ten" tells of the sister.
  if (match === null || RELATION.test(match[0])) return null
  if (gender !== null && OTHER_SEX[gender].test(match[0])) return null
  return match.slice(1).find((part) => part !== undefined) ?? null
}

const OTHER_SEX: Record<Gender, RegExp> = { female: /\b(?:he|his|him)\b/, male: /\b(?:she|her)\b/ }
const RELATION =
  /\b(?:mother|father|parent|sister|brother|son|daughter|child(?:ren)?|uncle|aunt|nephew|niece|cousin|husband|wife|sons|daughters|friend)s?\b/
const MAY_TELL_AGE: Record<Language, RegExp> = {
  en: /years (?:old|of age)|\baged\b|\bage of\b|\b(?:girl|boy|child|lad|man|woman|lady|gentleman|youth|maiden|lass) of\b|\b(?:was|is)\b/,
  zh: /岁|年方|年过|年逾|年近/,
}
