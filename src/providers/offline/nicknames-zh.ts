/**
 * Other names that a Chinese text gives to its people: 我本名叫…, 还有个笔名，叫…, 都叫他…, 绰号叫…, and people who say their own name when
 * they enter.
 */
import type { Paragraph } from '../../contracts/text.ts'
import type { NameLink } from '../../novel/cast-links.ts'
import { namedLast, SOMEBODY_NEW } from '../../novel/introductions-zh.ts'
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
      const before = narration.slice(0, match.index)
      const named = namedLast(before, names)
      const sentence = before.split(/[。！？]/).at(-1) ?? ''
      const isClear =
        named !== undefined && named.behind.length <= MAX_BETWEEN && !SOMEBODY_NEW.test(`${named.behind} ${sentence}`)
      const owner = isClear ? voices.shown.get(named.name) : undefined
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
