/** What the text says of a person beside the names: sex and age. */
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
const CHINESE_NUMBER = '(?:[一二三四五六七八九十百千两]{1,8}|\\d{1,4})(?:多|来|余|几|出头)?岁'
/** Nothing may stand between a Chinese name and the age but its other names and words of time: 比孔砚大两岁 is no age, and who has a son of ten is not ten. */
const CHINESE_AGE = new RegExp(
  `^(?:，(?:表?字|号|乳名|小名|又名)[^，。]{1,4})?(?:，你?|，?[他她])?(?:这孩子，?)?(?:也|又|已经?|今|现年?|如今|时|虽|正|却|只有?|刚|才|不过|交上?|虚度|是个?|是位|大约|约摸)*((?:年(?:方|仅|约|已|近|将近|纪)?|今年|芳龄|不过|才|刚|近)*${CHINESE_NUMBER}(?![大小以上那时]|的(?:时候|那年))|年方(?:二八|[一二三四五六七八九十]{1,3})|年(?:已|近|过|逾)(?:半百|古稀|花甲|[二三四五六七八九]旬|[二三四五六七八九]十))`,
  'u',
)
/** Right before the name: 三十二岁的孔砚. */
const CHINESE_AGE_BEFORE = new RegExp(`(?:^|[^大小长少一二三四五六七八九十百千两\\d])(${CHINESE_NUMBER})的$`, 'u')
/** Of an age without a word of its own (孔砚两岁) somebody else may be the one who is told of. */
const FEW_YEARS = /^[一二三四五六七八九两\d]岁$/u

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
      const around = aroundNames(sentence, byLength)
      // He or she is who the sentence before was about.
      if (around.length === 0 && isNamed && SHE_OR_HE.test(sentence))
        around.push({ before: '', behind: sentence.replace(SHE_OR_HE, '') })
      isNamed = byLength.some((name) => sentence.startsWith(name))
      const age = around.map((words) => ageIn(words, gender, language)).find((found) => found !== null)
      if (age) return age
    }
  }
  return null
}

interface Around {
  before: string
  behind: string
}

/** What stands before and behind each mention of the person in a sentence. */
function aroundNames(sentence: string, byLength: readonly string[]): Around[] {
  const around: Around[] = []
  for (let from = 0; from < sentence.length; ) {
    const starts = byLength.map((name) => ({ name, at: sentence.indexOf(name, from) })).filter(({ at }) => at >= 0)
    const next = starts.sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
    if (next === undefined) break
    from = next.at + next.name.length
    // Behind a title or a first name of somebody else, the surname is theirs.
    const before = sentence.slice(0, next.at)
    if (!/\p{Lu}[\p{L}.]* $/u.test(before)) around.push({ before, behind: sentence.slice(from) })
  }
  return around
}

function ageIn({ before, behind }: Around, gender: Gender | null, language: Language): string | null {
  if (language === 'zh') return ageInChinese(before, behind)
  const match = ENGLISH_IS.exec(behind) ?? ENGLISH_AGE.exec(behind)
  // "Anna, whose sister was a girl of ten" tells of the sister.
  if (match === null || RELATION.test(match[0])) return null
  if (gender !== null && OTHER_SEX[gender].test(match[0])) return null
  return match.slice(1).find((part) => part !== undefined) ?? null
}

function ageInChinese(before: string, behind: string): string | null {
  // 长孔砚一岁, 比孔砚: the other one is told of.
  if (/[长大小少比较过像]$/u.test(before)) return null
  const age = CHINESE_AGE.exec(behind)?.[1] ?? CHINESE_AGE_BEFORE.exec(before)?.[1]
  return age === undefined || FEW_YEARS.test(age) ? null : age.replace(/^(?:年纪|今年|才|刚|不过|近)+/, '')
}

const OTHER_SEX: Record<Gender, RegExp> = { female: /\b(?:he|his|him)\b/, male: /\b(?:she|her)\b/ }
const RELATION =
  /\b(?:mother|father|parent|sister|brother|son|daughter|child(?:ren)?|uncle|aunt|nephew|niece|cousin|husband|wife|sons|daughters|friend)s?\b/
const MAY_TELL_AGE: Record<Language, RegExp> = {
  en: /years (?:old|of age)|\baged\b|\bage of\b|\b(?:girl|boy|child|lad|man|woman|lady|gentleman|youth|maiden|lass) of\b|\b(?:was|is)\b/,
  zh: /岁|年[方过逾近已]/,
}
