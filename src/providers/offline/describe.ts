/** Describes a character from the paragraphs that mention it: what the text says of looks, age, dress and standing, in its own words. */
import type { CharacterDescription, Language } from '../../contracts/text.ts'
import { sentencesOf } from '../../novel/sentences.ts'
import type { CharacterFacts } from '../analyst.ts'

const LOOKS: Record<Language, RegExp> = {
  zh: /[脸面眉眼目鼻唇嘴齿发鬓须髯肤腰身材][^，。]{0,6}|穿着|身穿|身着|头戴|腰系|脚穿|披着|长袍|衣|裙|袄|衫|帽|靴|生得|模样|容貌|相貌|打扮|年纪|岁|白发|胡子|瘦|胖|高大|矮/,
  en: /\b(?:hair|eyes?|face|brow|nose|lips|mouth|cheeks?|beard|whiskers|moustache|complexion|figure|tall|short|stout|thin|slender|handsome|pretty|beautiful|plain|pale|dark|fair|freckle\w*|dress(?:ed)?|gown|coat|hat|bonnet|cloak|shawl|wore|wearing|young|old|aged|years old|looked like|features)\b/i,
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
  const about = sentences.filter((sentence) => names.some((name) => sentence.includes(name)))
  const join = (list: readonly string[]) => list.join(language === 'zh' ? '' : ' ')
  // What follows a sentence about the person is often about the person too, when it goes on with a pronoun.
  const looks = sentences.filter((sentence, i) => {
    const named = names.some((name) => sentence.includes(name))
    const goesOn =
      /^(?:他|她|(?:He|She|His|Her)\b)/.test(sentence) && names.some((name) => sentences[i - 1]?.includes(name))
    return (named || goesOn) && LOOKS[language].test(sentence) && !/^[“"「]/.test(sentence)
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

/** The sentences with most signs, in the order of the text. */
function best(sentences: readonly string[], signs: RegExp, count: number): string[] {
  const all = new RegExp(signs.source, `${signs.flags}g`)
  const weigh = (sentence: string) => (sentence.match(all)?.length ?? 0) / Math.sqrt(sentence.length)
  const distinct = [...new Set(sentences)].filter((sentence) => weigh(sentence) > 0)
  const chosen = new Set([...distinct].sort((a, b) => weigh(b) - weigh(a)).slice(0, count))
  return distinct.filter((sentence) => chosen.has(sentence))
}
