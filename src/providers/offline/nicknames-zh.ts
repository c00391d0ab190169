/**
 * Other names that a Chinese text gives to its people: 我本名叫…, 还有个笔名，叫…, 都叫他…, 绰号叫…, and people who say their own name when
 * they enter.
 */
import type { Paragraph } from '../../contracts/text.ts'
import type { NameLink } from '../../novel/cast-links.ts'
import { eachMention } from '../../novel/mentions.ts'
import { surnameOf } from '../../novel/naming-zh.ts'
import { readDialogue, type Voices } from './dialogue.ts'
import { withoutSpeech } from './speech.ts'

const NAME = '[做作个为]?[“‘「『]?([\\u3400-\\u9fff]{2,4})[”’」』]?(?=[，。、；！？”’…」』\\s]|$)'
/** Said by the one who bears the name. */
const OF_ONESELF = new RegExp(
  `(?:我?(?:的?本名|的?原名|的?真名|的?大名|的?小名|的?艺名|有个笔名|的?笔名|有个外号|的?外号|的?绰号)，?(?:就?叫做?|唤作|是)|我叫[做作])${NAME}`,
  'gu',
)
/** The same in words that begin other things as well (都叫我去): only what looks like a name counts. */
const CALLED_ME = new RegExp(`(?:(?:都|人家|里的人)(?:叫|喊|唤|称)我|我叫)${NAME}`, 'gu')
/** Told of the one who was named last. */
const OF_ANOTHER = new RegExp(
  `(?:(?:绰号|外号|诨号|浑名|笔名|艺名|本名|原名|小名|乳名|表字|别号)，?(?:就?叫做?|唤作|是)?|(?:都|人|背地里)(?:叫|喊|唤|称)[他她]作?|人称)${NAME}`,
  'gu',
)
/** How far behind the person the other name may stand. */
const MAX_BETWEEN = 50
/** A child, servant or stranger who comes in between bears the name. */
const SOMEBODY_NEW =
  /[一两二三个位](?:女|孩|儿|弟|妹|兄|男|老|少)|女儿|儿子|妹妹|弟弟|丫[头鬟环]|小厮|徒弟|一个|老[头者人翁]|少年|[女男汉]子|后生|岳[父母]|丈人|父亲|母亲|妻子|浑家|丈夫|邻居|之[子女妻妹弟]/

/** Which names the text says are one person's. `voices` holds the names found so far. */
export function nicknameLinksInChinese(paragraphs: readonly Paragraph[], voices: Voices): NameLink[] {
  const links: NameLink[] = []
  const names = [...voices.shown.keys()]
  const dialogue = readDialogue(paragraphs, voices, 'zh')
  const told = paragraphs.map(({ text }) => withoutSpeech(text)).join('\n')
  paragraphs.forEach(({ text }, i) => {
    for (const part of dialogue[i] ?? []) {
      if (part.kind !== 'speech' || part.speaker === null || !voices.shown.has(part.speaker)) continue
      for (const [, name = ''] of part.text.matchAll(OF_ONESELF)) {
        // Whom the story itself tells of by that name is somebody else, answering.
        if (!told.includes(name)) links.push({ first: part.speaker, second: name })
      }
      for (const [, name = ''] of part.text.matchAll(CALLED_ME)) {
        if (surnameOf(name) !== '' || /^[老小阿]/.test(name)) links.push({ first: part.speaker, second: name })
      }
    }
    const narration = withoutQuotedSpeech(text)
    for (const match of narration.matchAll(OF_ANOTHER)) {
      const before = [...eachMention([narration.slice(0, match.index)], names)]
        .filter(({ offset }) => !/[与和同跟]/u.test(narration.charAt(offset - 1)))
        .at(-1)
      const between = before && narration.slice(before.offset + before.name.length, match.index)
      const sentence =
        narration
          .slice(0, match.index)
          .split(/[。！？]/)
          .at(-1) ?? ''
      const isClear =
        between !== undefined && between.length <= MAX_BETWEEN && !SOMEBODY_NEW.test(`${between} ${sentence}`)
      const owner = before && isClear ? voices.shown.get(before.name) : undefined
      if (owner !== undefined && match[1] !== undefined) links.push({ first: owner, second: match[1] })
    }
  })
  return links.filter(
    ({ first, second }) => first !== second && !/[的了着他她我你]|^[坐去来请问看走说写吃开打拿进出]/.test(second),
  )
}

/** The narration with names in quotes left in: 绰号叫“铁算盘”. */
function withoutQuotedSpeech(text: string): string {
  const kept = text.replace(/[“「『]([\u3400-\u9fff]{2,4})[”」』]/gu, '$1')
  return withoutSpeech(kept)
}
