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
const NUMBER = `(?:(?:${UNIT})[- ]and[- ](?:${TENS})|(?:${TENS})(?:[- ](?:${UNIT}))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|${UNIT}|\\d{1,3})`
/** Behind the name, within the sentence and before anybody else is named. */
const ENGLISH_AGE = new RegExp(
  `^(?:[^\\p{Lu}.;!?]|\\bI\\b){0,80}?\\b(?:(${NUMBER}) years (?:old|of age)|aged? (${NUMBER})\\b|(?:at the )?age of (${NUMBER})\\b|(?:girl|boy|child|lad|man|woman|lady|gentleman|youth|maiden|lass) of (?:about |some |perhaps |nearly )?(${NUMBER})\\b(?! (?:pounds|miles|feet))|(?:was|is|being) (?:only |just |about |nearly |almost |not yet |barely )?(${NUMBER})(?=[,.;!?]))`,
  'iu',
)
const SHE_OR_HE = /^(?:She|He)\b/
const CHINESE_AGE =
  /^[^。！？；“”：]{0,14}?((?:年方|年仅|年约|年已|年纪|今年|才|刚|不过)?(?:[一二三四五六七八九十百两]{1,4}|\d{1,3})(?:多|来|余)?岁|年方二八|年方[一二三四五六七八九十]{1,3}|年过半百|年逾[古花]稀?甲?|年近[古花]?[稀甲]?[一二三四五六七八九十]{0,2}[旬十]?)/u

/** The age in the words of the text, from the first sentence that tells it behind one of the names; null where none does. */
export function ageOf(
  names: readonly string[],
  places: readonly number[],
  paragraphs: readonly string[],
  language: Language,
): string | null {
  const byLength = [...names].sort((a, b) => b.length - a.length)
  const pattern = language === 'zh' ? CHINESE_AGE : ENGLISH_AGE
  for (const place of places.slice(0, MAX_PARAGRAPHS)) {
    const text = paragraphs[place] ?? ''
    if (!MAY_TELL_AGE[language].test(text)) continue
    let isNamed = false
    for (const sentence of sentencesOf(text)) {
      const name = byLength.find((other) => sentence.includes(other))
      const behind: string | null =
        name !== undefined
          ? sentence.slice(sentence.indexOf(name) + name.length)
          : isNamed && SHE_OR_HE.test(sentence)
            ? sentence.replace(SHE_OR_HE, '')
            : null
      isNamed = behind !== null
      if (behind === null) continue
      const age = pattern
        .exec(behind)
        ?.slice(1)
        .find((part) => part !== undefined)
      if (age !== undefined) return age.replace(/^(?:年纪|今年|才|刚|不过)/, '')
    }
  }
  return null
}

const MAY_TELL_AGE: Record<Language, RegExp> = {
  en: new RegExp(`\\b${NUMBER}\\b`, 'i'),
  zh: /岁|年方|年过|年逾|年近/,
}
