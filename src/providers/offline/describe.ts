/** Describes a character from the paragraphs that mention it: what the text says of looks, age, dress and standing, in its own words. */
import type { CharacterDescription, Gender, Language } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import { genderOfName } from '../../novel/naming.ts'
import { isEnglishTitle } from '../../novel/naming-en.ts'
import { genderOfPerson } from '../../novel/pronouns.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import type { CharacterFacts } from '../analyst.ts'
import { standingOf, tradeTitleOf } from './role.ts'
import { narrationOf } from './speech.ts'

const LOOKS: Record<Language, RegExp> = {
  zh: /生得|长得|长相|面如|面若|面容|面貌|面目|脸色|脸庞|身材|身量|身形|容貌|相貌|模样|容颜|打扮|装束|眉[目清如]|浓眉|柳叶|丹凤|双眼|一双.{0,3}眼|眼睛(?=[又红黑大小亮圆细明很像])|大眼|鼻梁|鼻子|樱唇|皮肤|肤色|穿着|穿一|身穿|身着|头戴|戴着|腰系|脚[穿登]|披着|长袍|长衫|马褂|旗袍|夹袄|坎肩|大褂|西装|礼服|大衣|雨衣|斗篷|制服|裤|帽|年纪|年约|[十几]岁|白发|银发|长发|短发|黑发|头发(?!丝)|脸膛|圆脸|瓜子脸|酒窝|雀斑|虎牙|眉骨|疤|驼|秃|络腮|尖下巴|下巴上|下巴光|宽肩|肩宽|个子|胡[子须]|长须|眼镜|高大|瘦|胖|矮|魁梧|苗条|俊|标致|漂亮|清秀/,
  en: /\b(?:(?:red|dark|black|fair|golden|brown|blue|green|grey|gray|white|yellow|sandy|curly|auburn|silver|flaxen|large|bright)[\w -]{0,12} (?:hair|eyes|curls|locks|beard|whiskers|moustache)|hair (?:was|were|is|fell|hung|of|showed)|eyes (?:were|are|of)|face (?:was|of)|brow|nose|beard|whiskers|moustache|complexion|freckle\w*|countenance|stature|features|figure|spectacles|eye-glasses|handsome|beautiful|plump|stout|slender|lean|stooped|thin|tall|pale|greying|sandy|middle-aged|(?:dressed|attired|clad) in|wore (?:a|an|his|her|the)|wearing|in (?:a|an|his|her) (?:[\w-]+,? ){0,4}(?:coat|hat|bonnet|cloak|shawl|gown|waistcoat|apron|jersey|dress)|aged|years old|(?<!in )short(?=,| (?:and|man|woman|girl|boy|gentleman|lady|stout)\b)|pretty(?=[,.;]| (?:little )?(?:girl|woman|creature|face|child|lady|and)\b)|(?:young|old) (?:man|woman|lady|gentleman|girl) (?:of|with|in)|(?:man|woman|girl|boy) of)\b/i,
}
const TRAIT: Record<Language, RegExp> = {
  zh: /(?:是|乃|系|原是|本是)[^，。]{1,18}(?:人|子|女|兄|弟|姐|妹|妻|母|父|师|官|士|僧|道|生|商|将|王|主|客|匠|工|员|长)|性情|为人|脾气|聪明|心里|最/,
  en: /\b(?:was|is) (?:a|an|the) |\b(?:his|her) (?:mother|father|sister|brother|wife|husband|son|daughter|friend|uncle|aunt|cousin)\b|\b(?:temper|disposition|clever|kind|proud|clergyman|doctor|captain|lawyer|servant|widow|detective|governess|teacher)\b/i,
}
const MAX_APPEARANCE = 3
const MAX_DESCRIPTION = 3
const MAX_SENTENCE: Record<Language, number> = { zh: 110, en: 320 }

const SILENT: Record<Language, string> = {
  zh: '原文没有写到此人的相貌。',
  en: 'The text does not say what this person looks like.',
}
const ROLE: Record<Language, Record<CharacterFacts['importance'], string>> = {
  zh: { main: '主要人物', supporting: '重要配角', minor: '次要人物' },
  en: { main: 'A main character', supporting: 'A supporting character', minor: 'A minor character' },
}

export function describeCharacter(facts: CharacterFacts): CharacterDescription {
  const { language } = facts
  const names = [facts.name, ...facts.aliases]
  const sentences = facts.passages
    .flatMap(({ text }) => sentencesOf(text))
    .filter((sentence) => sentence.length <= MAX_SENTENCE[language])
  const about = sentences.filter((sentence) => placeOf(sentence, names, language) >= 0)
  const join = (list: readonly string[]) => list.join(language === 'zh' ? '' : ' ')
  const looks = looksOf(facts, names)
  const appearance = best([...entranceOf(facts, names, looks), ...looks], LOOKS[language], MAX_APPEARANCE)
  const traits = best(
    about.filter((sentence) => !appearance.includes(sentence)),
    TRAIT[language],
    MAX_DESCRIPTION,
  )
  const description = traits.length > 0 ? traits : about.slice(0, 2)
  return {
    role: roleOf(facts, sentences),
    description: join(description) || (facts.evidence[0]?.quote ?? facts.name),
    appearance: join([...sexOf(facts, names), join(appearance) || SILENT[language]]),
    // Rules only quote: they translate nothing, invent nothing, and know no change of dress.
    prompt: '',
    invented: [],
    looks: [],
  }
}

/** The sex in a word, where pronouns tell it and no name does: a painter has nothing else to go by. */
function sexOf(facts: CharacterFacts, names: readonly string[]): string[] {
  if (names.some((name) => genderOfName(name, facts.language) !== null)) return []
  const gender = genderOf(facts, names)
  return gender === null ? [] : [SEX[facts.language][gender]]
}

function genderOf({ passages, language }: CharacterFacts, names: readonly string[]): Gender | null {
  const named = names.map((name) => genderOfName(name, language)).find((gender) => gender !== null)
  if (named) return named
  const narration = passages.map(({ text }) => narrationOf(text).join(language === 'zh' ? '。' : ' '))
  return genderOfPerson(narration, names, language)
}

/** 他 is written for both in old books, so only 她 says something. */
const OTHER_SEX: Record<Gender, RegExp> = { female: /^(?:He|His)\b/, male: /^(?:(?:She|Her)\b|她)/ }
const SEX: Record<Language, Record<'female' | 'male', string>> = {
  zh: { female: '女性。', male: '男性。' },
  en: { female: 'A woman.', male: 'A man.' },
}

/** Standing, importance and other names in one line. */
function roleOf({ language, name, aliases, importance }: CharacterFacts, sentences: readonly string[]): string {
  const names = [name, ...aliases]
  const also = aliases.slice(0, 4)
  if (language === 'zh') {
    const standing = standingOf(names, sentences, 'zh')
    const known = also.length === 0 ? '' : `；又称${also.join('、')}`
    return `${standing === null ? '' : `${standing}，`}${ROLE.zh[importance]}${known}。`
  }
  const standing = standingOf(names, sentences, 'en') ?? tradeTitleOf(names)
  const what =
    standing === null ? ROLE.en[importance] : `${capitalised(standing)}; ${ROLE.en[importance].toLowerCase()}`
  return `${what}${also.length === 0 ? '' : `, also called ${also.join(', ')}`}.`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Narrated sentences about looks that name the person, or go on with a pronoun after one that does. */
function looksOf(facts: CharacterFacts, names: readonly string[]): string[] {
  const { passages, language } = facts
  const sex = genderOf(facts, names)
  const isOfOtherSex = (sentence: string) => sex !== null && OTHER_SEX[sex].test(sentence)
  return passages.flatMap(({ text }) => {
    const sentences = narratedSentences(text, language)
    return sentences.filter((sentence, i) => {
      const named = placeOf(sentence, names, language) >= 0
      // A portrait of an unnamed person that holds another name of theirs.
      if (named && UNNAMED[language].test(sentence) && isPortrait(sentence, language)) return true
      const goesOn =
        /^(?:他|她|(?:He|She|His|Her)\b)/.test(sentence) &&
        !isOfOtherSex(sentence) &&
        placeOf(sentences[i - 1] ?? '', names, language) >= 0
      return (named || goesOn) && isAboutLooks(sentence, names, language)
    })
  })
}

function narratedSentences(text: string, language: Language): string[] {
  return (
    narrationOf(text)
      .flatMap(sentencesOf)
      .map((sentence) => sentence.replace(/[，,：:；]\s*$/, language === 'zh' ? '。' : '.').trim())
      // What begins small goes on with a speech: said Mr. Hale, laying down his hat.
      .filter(
        (sentence) => sentence.length >= 4 && sentence.length <= MAX_SENTENCE[language] && !/^\p{Ll}/u.test(sentence),
      )
  )
}

/** Somebody who is not named yet. */
const UNNAMED: Record<Language, RegExp> = {
  zh: /^(?:.{0,16}(?:男人|女人|老人|姑娘|年轻人|妇人|汉子|孩子|青年|少年|老头|老者|那个|的人)|他|她)/,
  en: /^(?:[Hh]e|[Ss]he|(?:The|A|An|It was an?|There (?:was|stood|sat) an?) (?:[\p{L}-]+,? ){0,4}(?:man|woman|girl|boy|lady|gentleman|child|fellow|figure))\b/u,
}
const PRONOUN_FIRST = /^(?:他|她|(?:he|she)\b)/i
/** So many signs of looks in a sentence are a portrait. */
const PORTRAIT_SIGNS = 2
/** The first mentions at which an entrance is looked for; a heading or a rumour may come before it. */
const MENTIONS_TRIED = 3

/**
 * A portrait of somebody unnamed right before the name is said: novels show their people and then name them. Only as
 * long as no mention before paints the person by name.
 */
function entranceOf(
  { passages, language }: CharacterFacts,
  names: readonly string[],
  looks: readonly string[],
): string[] {
  const mentions = passages.filter(({ text }) => placeOf(text, names, language) >= 0).slice(0, MENTIONS_TRIED)
  const isPainted = ({ text }: { text: string }) =>
    looks.some((sentence) => isPortrait(sentence, language) && text.includes(sentence.slice(0, -1)))
  const isNamed = (sentence: string) => placeOf(sentence, names, language) >= 0
  for (const mention of mentions) {
    if (isPainted(mention)) return []
    const own = narratedSentences(mention.text, language)
    if (!own.some(isNamed) && !introduces(mention.text, names)) continue
    const before = passages
      .filter(({ number }) => number < mention.number && number >= mention.number - 2)
      .map(({ text }) => narratedSentences(text, language))
    const named = own.findIndex(isNamed)
    const paragraphs = [...before, named < 0 ? own : own.slice(0, named)]
    const portraits = paragraphs.flatMap((sentences) =>
      sentences.filter((sentence, i) => {
        // A pronoun goes on with whoever the paragraph is about.
        const opening = sentences[i - 1]
        const isOpen = !PRONOUN_FIRST.test(sentence) || opening === undefined || UNNAMED[language].test(opening)
        return UNNAMED[language].test(sentence) && isOpen && isPortrait(sentence, language)
      }),
    )
    const last = portraits.at(-1)
    // English names stand out: nobody else may be named between the portrait and the name.
    const between =
      last === undefined
        ? ''
        : paragraphs
            .flat()
            .slice(paragraphs.flat().indexOf(last) + 1)
            .join(' ')
    if (last !== undefined && !(language === 'en' && / \p{Lu}\p{Ll}/u.test(between.replace(/[.!?] \p{Lu}/gu, '. x'))))
      return [last]
  }
  return []
}

/** A speech that brings somebody in: it begins with the name, or says 我是 and the name. */
function introduces(text: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const at = text.indexOf(name)
    if (at < 0) return false
    const before = text.slice(0, at)
    return /^[“「"](?:[^，。！？]{1,8}，)?$/.test(before) || /(?:我是[^，。]{0,12}|[Mm]y name is )$/.test(before)
  })
}

function isPortrait(sentence: string, language: Language): boolean {
  return signsIn(sentence, LOOKS[language]) >= PORTRAIT_SIGNS
}

function signsIn(sentence: string, signs: RegExp): number {
  return sentence.match(new RegExp(signs.source, `${signs.flags}g`))?.length ?? 0
}

/** Where a sentence first names the person, or -1. A surname behind a title that is not the person's own names somebody else. */
function placeOf(sentence: string, names: readonly string[], language: Language): number {
  for (const { offset } of eachMention([sentence], names)) {
    const title = /([\p{L}]+\.?) $/u.exec(sentence.slice(0, offset))?.[1]
    if (language === 'zh' || title === undefined || !isEnglishTitle(title)) return offset
  }
  return -1
}

/** How far behind the name what is said of looks may stand, in characters. */
const NEAR: Record<Language, number> = { zh: 30, en: 140 }

/** Looks told in narration, behind the name and near it: what stands farther off is often somebody else's. */
function isAboutLooks(sentence: string, names: readonly string[], language: Language): boolean {
  if (/^[“"「『]/.test(sentence)) return false
  const from = Math.max(0, placeOf(sentence, names, language))
  const narrated = sentence.slice(from, from + NEAR[language]).split(/[：:]?[“"「]/, 1)[0] ?? ''
  return LOOKS[language].test(narrated)
}

/** A sentence with less than this share of the best one's signs is about something else. */
const LEAST_SHARE = 0.3

/** The sentences with most signs, in the order of the text. */
function best(sentences: readonly string[], signs: RegExp, count: number): string[] {
  const weigh = (sentence: string) => signsIn(sentence, signs) / Math.sqrt(sentence.length)
  const distinct = [...new Set(sentences)].filter((sentence) => weigh(sentence) > 0)
  const ranked = [...distinct].sort((a, b) => weigh(b) - weigh(a)).slice(0, count)
  const least = weigh(ranked[0] ?? '') * LEAST_SHARE
  return distinct.filter((sentence) => ranked.includes(sentence) && weigh(sentence) >= least)
}
