/** Describes a character from the paragraphs that mention it: what the text says of looks, age, dress and standing, in its own words. */
import type { CharacterDescription, Language } from '../../contracts/text.ts'
import { eachMention } from '../../novel/mentions.ts'
import { isEnglishTitle } from '../../novel/naming-en.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import type { CharacterFacts } from '../analyst.ts'

const LOOKS: Record<Language, RegExp> = {
  zh: /生得|长得|长相|面如|面若|面容|面貌|面目|脸色|脸庞|身材|身量|身形|容貌|相貌|模样|容颜|打扮|装束|眉[目清如]|浓眉|柳叶|丹凤|双眼|眼睛|大眼|鼻|樱唇|皮肤|肤色|穿着|穿一|身穿|身着|头戴|戴着|腰系|脚[穿登]|披着|长袍|年纪|年约|[十几]岁|白发|银发|长发|短发|黑发|头发|胡[子须]|长须|眼镜|高大|瘦|胖|矮|魁梧|苗条|俊|标致|漂亮|清秀/,
  en: /\b(?:hair|brow|nose|beard|whiskers|moustache|complexion|figure|tall|short|stout|thin|slender|handsome|pretty|beautiful|pale|freckle\w*|dressed|gown|coat|hat|bonnet|cloak|shawl|wore|wearing|aged|years old|features|eyes (?:were|are|of)|(?:dark|blue|grey|gray|brown|black|green|large) eyes|face (?:was|of)|young (?:man|woman|lady|gentleman|girl)|old (?:man|woman|lady|gentleman)|middle-aged)\b/i,
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
  // What follows a sentence about the person is often about the person too, when it goes on with a pronoun.
  const looks = sentences.filter((sentence, i) => {
    const named = placeOf(sentence, names, language) >= 0
    const goesOn =
      /^(?:他|她|(?:He|She|His|Her)\b)/.test(sentence) && placeOf(sentences[i - 1] ?? '', names, language) >= 0
    return (named || goesOn) && isAboutLooks(sentence, names, language)
  })
  const appearance = best(looks, LOOKS[language], MAX_APPEARANCE)
  const traits = best(
    about.filter((sentence) => !appearance.includes(sentence)),
    TRAIT[language],
    MAX_DESCRIPTION,
  )
  const description = traits.length > 0 ? traits : about.slice(0, 2)
  const count = language === 'zh' ? `全书提到${facts.mentions}次` : `mentioned ${facts.mentions} times`
  const also = facts.aliases.slice(0, 4)
  const known =
    also.length === 0 ? '' : language === 'zh' ? `，又称${also.join('、')}` : `, also called ${also.join(', ')}`
  return {
    role:
      language === 'zh'
        ? `${ROLE.zh[facts.importance]}${known}，${count}。`
        : `${ROLE.en[facts.importance]}${known}; ${count}.`,
    description: join(description) || (facts.evidence[0]?.quote ?? facts.name),
    appearance: join(appearance) || SILENT[language],
  }
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

/** The sentences with most signs, in the order of the text. */
function best(sentences: readonly string[], signs: RegExp, count: number): string[] {
  const all = new RegExp(signs.source, `${signs.flags}g`)
  const weigh = (sentence: string) => (sentence.match(all)?.length ?? 0) / Math.sqrt(sentence.length)
  const distinct = [...new Set(sentences)].filter((sentence) => weigh(sentence) > 0)
  const chosen = new Set([...distinct].sort((a, b) => weigh(b) - weigh(a)).slice(0, count))
  return distinct.filter((sentence) => chosen.has(sentence))
}
