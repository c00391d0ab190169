/** Who tells a Chinese passage as 我, where the narration itself says the name. */
import type { Paragraph } from '../../contracts/text.ts'
import { surnameOf } from '../../novel/naming-zh.ts'
import { withoutSpeech } from './speech.ts'

/** Narration with 我 in this share of its paragraphs is told by somebody. */
const FIRST_PERSON_SHARE = 0.2
const SAYS_NAME =
  /(?:^|[。！？，；\s])(?:我|在下|鄙人|本人)(?:的名字|的大名|本名|名字)?(?:就)?(?:叫做|叫作|名叫|唤作|叫)([\u3400-\u9fff]{2,4})(?=[，。！？；])/gu
const SAYS_SURNAME =
  /(?:^|[。！？，；\s])(?:我|在下|鄙人|本人)姓([\u3400-\u9fff]{1,2})，?(?:单名一个|名叫|名唤|名|叫)([\u3400-\u9fff]{1,2}?)字?(?=[，。！？；])/gu

/** The narrator's name, or null for a passage told of others or by somebody who does not say it. */
export function narratorInChinese(paragraphs: readonly Paragraph[]): string | null {
  const narration = paragraphs.map(({ text }) => withoutSpeech(text)).filter((text) => /[\u3400-\u9fff]/u.test(text))
  const own = narration.filter((text) => text.includes('我'))
  if (own.length < narration.length * FIRST_PERSON_SHARE) return null
  for (const text of own) {
    for (const [, surname = '', given = ''] of text.matchAll(SAYS_SURNAME)) {
      if (surnameOf(surname + given) === surname) return surname + given
    }
    for (const [, name = ''] of text.matchAll(SAYS_NAME)) {
      if ((surnameOf(name) !== '' && name.length <= 4) || /^[阿小]/u.test(name)) return name
    }
  }
  return null
}
