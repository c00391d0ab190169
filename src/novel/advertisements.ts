/** Finds the lines that do not belong to the story. They stay in the novel, marked; a person can take a mark off. */
import type { Advertisement } from '../contracts/novel-file.ts'
import { type AdvertisementLine, advertisementRules, isSpeech } from './advertisement-rules.ts'
import { gutenbergFrame } from './gutenberg.ts'

/** No advertisement is longer, in UTF-16 units; longer paragraphs are not looked at. */
const MAX_LENGTH = 300

/** Every advertisement has one of these in it. Most paragraphs have none, and need no further look. */
const HINTS =
  /[.．。·•丶][cCnNoOxXtTvViImMlLＣｃＮｎＯｏ]|记住|記住|收藏|[章页]|首发|用户|手机|域名|网址|本站|弹窗|无错|手打|刷新|更[新快]|全文|搜|下载|24小时|仅供|版权|正版|群|公众号|微信|微博|[求要].{0,4}[票荐藏阅订赏花江读评]|感谢|多谢|谢谢|作者|题外话|[pPＰ]\.?[sSＳ]|书签|首页|小主|chapter|novel|source|error|report|bookmark|patreon|ko-?fi|discord|vote|review|stone|amazon|royal|pirated|official|original|推荐|安利/i

/** Letters, digits and the signs of addresses; Chinese punctuation stays. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ．／－＠]/g

/** What hides an address: spaces, stars and dashes between its letters. */
const HIDING_SIGNS = /[\s*＊|丨^_~`'"“”【】[\]()（）<>《》]/g
/** A full stop of any script, between letters. */
const HIDDEN_DOT = /(?<=[a-z0-9])[。·•．丶,，](?=[a-z])/g

/** Marks lines of sites and authors by the rules, and the frame that Project Gutenberg puts around its texts. */
export function findAdvertisements(paragraphs: readonly string[]): Advertisement[] {
  const frame = gutenbergFrame(paragraphs)
  return paragraphs.flatMap((text, paragraph) => {
    const isFrame = paragraph < frame.start || paragraph >= frame.end
    const rule = isFrame ? 'project_gutenberg' : ruleOf(text)
    return rule === null ? [] : [{ paragraph, text, rule, restored: false }]
  })
}

function ruleOf(text: string): string | null {
  if (text.length > MAX_LENGTH || !HINTS.test(text)) return null
  const plain = text.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).toLowerCase()
  if (isSpeech(plain)) return null
  const line: AdvertisementLine = { plain, squeezed: squeeze(plain) }
  return advertisementRules.find((rule) => rule.matches(line))?.name ?? null
}

function squeeze(plain: string): string {
  // Between words of Latin letters, spaces are no disguise.
  const isLatin = !/[\u3400-\u9fff]/.test(plain) && / \w{3,} /.test(plain)
  const joined = isLatin ? plain : plain.replace(HIDING_SIGNS, '').replace(/(?<=\b[a-z0-9])-(?=[a-z0-9]\b)/g, '')
  return joined.replace(HIDDEN_DOT, '.')
}
