/**
 * What a Chinese text says outright about names: 姓柏名廷桂，字子馨; 韩铁生，绰号穿山甲; 法名空明. Such a sentence stands once in a novel and
 * decides for all of it.
 */
import type { NameLink } from './cast-links.ts'
import { eachMention } from './mentions.ts'
import { isSurname, surnameOf } from './naming-zh.ts'
import { isRole } from './roles-zh.ts'
import { isChineseTitle } from './titles-zh.ts'

const CALLED = '(?:叫做|叫作|唤做|唤作|称作|称为|名为|叫|唤|曰|称|是|为|作|做|乃)?'
const QUOTED = '[“‘「『]?'
const END = '(?=[”’」』，。；：、！？…\\s（(者也]|$)'
/** 姓周，名进 and 复姓诸葛，单名一个亮字. */
const SURNAME_AND_NAME = new RegExp(
  `[复覆双]?姓([\\u3400-\\u9fff]{1,2}?)，?(?:[单双讳本原官学大]|表字|小)?(?:名|讳)(?:叫做|叫作|唤做|唤作|叫|唤|曰|是|为)?(?:一个|个|一)?${QUOTED}([\\u3400-\\u9fff]{1,2}?)${QUOTED}?(?:字|二字|两字)?[”’」』]?${END}`,
  'gu',
)
/** Another name right behind one. */
const OTHER_NAME = new RegExp(
  `^[”’」』]?，?(?:[他她]?(?:又|人|别|外|乃|因此|江湖上|人都|人皆|后来?|小|的|其)?)(?:表字|别字|草字|别号|道号|法号|法名|混名|诨名|浑名|诨号|浑号|绰号|外号|雅号|乳名|小名|本名|原名|学名|艺名|笔名|人称|俗名|改字|字|号)，?(?:[他她])?${CALLED}${QUOTED}([\\u3400-\\u9fff]{2,5}?)${END}`,
  'u',
)
const CALLED_BY_OTHERS = new RegExp(
  `(?:都|人|人家|大家|因此|皆|俱)(?:叫|称|唤|呼)[他她](?:做|作|为|是)?${QUOTED}([\\u3400-\\u9fff]{2,5}?)${END}`,
  'gu',
)
/** How far behind the person that may stand. */
const MAX_BETWEEN = 70
/** How far from the name that it belongs to such a clause may begin, in UTF-16 units. */
const NEAR = 14
/** Characters that no name has. */
const NO_NAME = /[的了着是在我你他她它们这那就也都与及或吗呢吧啊之其谁什没把被让给到去来说道问听看想要]/u
/** A child, servant or stranger who comes in between bears the name. */
const SOMEBODY_NEW =
  /[一两二三个位](?:女|孩|儿|弟|妹|兄|男|老|少)|女儿|儿子|妹妹|弟弟|丫[头鬟环]|小厮|徒弟|一个|老[头者人翁]|少年|[女男汉]子|之[子女妻妹弟]/

export interface Introduction extends NameLink {
  paragraph: number
}

/** The names that the text itself gives whole, those of one person together: 柏廷桂, 子馨, 柏子馨 of 姓柏名廷桂，字子馨. */
export function introducedNames(paragraphs: readonly string[]): string[][] {
  return paragraphs.flatMap((text) => fullIntroductions(text).map(({ name, others }) => [name, ...others]))
}

/** Pairs of names that the text says are one person's. `known` are the names whose own sentences are looked at. */
export function introductionsIn(paragraphs: readonly string[], known: readonly string[]): Introduction[] {
  const links: Introduction[] = []
  paragraphs.forEach((text, paragraph) => {
    for (const { name, others } of fullIntroductions(text)) {
      for (const other of others) {
        links.push({ first: name, second: other, paragraph })
        // The name that is put together from its parts need not stand in the text.
        if (other !== others[0]) links.push({ first: others[0] as string, second: other, paragraph })
      }
    }
  })
  links.push(...calledByOthers(paragraphs, known))
  for (const { name, paragraph, offset } of eachMention(paragraphs, known)) {
    if (isRole(name)) continue
    const behind = (paragraphs[paragraph] as string).slice(offset + name.length, offset + name.length + NEAR + 12)
    if (!MAY_INTRODUCE.test(behind)) continue
    for (const other of otherNames(behind, surnameOf(name))) links.push({ first: name, second: other, paragraph })
  }
  return links
}

/** 大家都叫他老铁: of the person who was named last, both names known. */
function calledByOthers(paragraphs: readonly string[], known: readonly string[]): Introduction[] {
  const names = new Set(known)
  return paragraphs.flatMap((text, paragraph) => {
    if (!/[叫称唤呼][他她]/u.test(text)) return []
    return [...text.matchAll(CALLED_BY_OTHERS)].flatMap(({ 1: second = '', index }) => {
      if (!names.has(second)) return []
      const from = Math.max(0, index - MAX_BETWEEN)
      const owner = [...eachMention([text.slice(from, index)], known)].at(-1)
      const between = owner && text.slice(from + owner.offset + owner.name.length, index)
      if (!owner || SOMEBODY_NEW.test(between ?? '') || isRole(owner.name)) return []
      return [{ first: owner.name, second, paragraph }]
    })
  })
}

const MAY_INTRODUCE = /^.{0,4}(?:字|号|名|称)/u

function fullIntroductions(text: string): Array<{ name: string; others: string[] }> {
  if (!text.includes('姓')) return []
  const found: Array<{ name: string; others: string[] }> = []
  for (const match of text.matchAll(SURNAME_AND_NAME)) {
    const [whole, surname = '', given = ''] = match
    if (!isSurname(surname) || NO_NAME.test(given)) continue
    const behind = text.slice(match.index + whole.length, match.index + whole.length + 4 * NEAR)
    found.push({ name: surname + given, others: otherNames(behind, surname) })
  }
  return found
}

/** The courtesy names and nicknames that follow one another, a courtesy name also with the surname. */
function otherNames(behind: string, surname: string): string[] {
  const names: string[] = []
  let rest = behind
  for (let match = OTHER_NAME.exec(rest); match !== null && names.length < 6; match = OTHER_NAME.exec(rest)) {
    const [whole, name = ''] = match
    if (NO_NAME.test(name) || SOMEBODY_NEW.test(name) || isChineseTitle(name)) break
    names.push(name)
    if (surname !== '' && name.length === 2 && surnameOf(name) !== surname) names.push(surname + name)
    rest = rest.slice(whole.length)
  }
  return names
}
