/**
 * What a Chinese text says outright about names: 姓柏名廷桂，字子馨; 韩铁生，绰号穿山甲; 法名空明. Such a sentence stands once in a novel and
 * decides for all of it.
 */
import type { NameLink } from './cast-links.ts'
import { eachMention } from './mentions.ts'
import { isSurname, surnameOf } from './naming-zh.ts'
import { isRole } from './roles-zh.ts'
import { isChineseTitle, isStanding } from './titles-zh.ts'

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
  `^[”’」』]?(?:，排行第?[一二三四五六七八九十大小老]{1,2})?，?(?:[他她]?(?:又|人|别|外|乃|因此|江湖上|人都|人皆|后来?|小|的|其)?)(?:表字|别字|草字|别号|道号|法号|法名|混名|诨名|浑名|诨号|浑号|绰号|外号|雅号|乳名|小名|本名|原名|真名|大名|官名|学名|艺名|笔名|名字叫做?|名叫|名唤|人称|俗名|[叫唤称呼][他她]|改字|字|号(?![脉召啕叫哭令码房称]))，?(?:[他她])?${CALLED}${QUOTED}([\\u3400-\\u9fff]{2,5}?)${END}`,
  'u',
)
const CALLED_BY_OTHERS = new RegExp(
  `(?:都|人|人家|大家|因此|皆|俱)(?:叫|称|唤|呼)[他她](?:做|作|为|是)?${QUOTED}([\\u3400-\\u9fff]{2,5}?)${END}`,
  'gu',
)
/** 空明本是赤焰真君临凡: both names known. */
const IS_THE_SAME =
  /^(?:，?即是?|本是|原是|本来就?是|原来就?是|[就便]是|本乃)([\u3400-\u9fff]{2,6}?)(?:临凡|下凡|下界|转世|投胎|的?化身)?(?=[，。；也])/u
/** 吾乃天王之子赤焰，…，法名空明是也: said of oneself. */
const OF_ONESELF =
  /(?:吾|我|俺|洒家|在下|小生|老夫|贫僧|贫道)(?:本|原)?[乃是]([\u3400-\u9fff]{2,14})，(?:[^。！？”]{0,24}，)?(?:法名|法号|道号|绰号|外号|诨号|人称|江湖人称|号|[\u3400-\u9fff]{2,8}(?:徒弟|弟子|门人|座下))(?:叫做?|唤作|为)?([\u3400-\u9fff]{2,5}?)(?:是也|便是)?(?=[，。！”])/gu
/** 孔砚合掌道：“贫僧俗家姓程，法名空明: the speaker's own name. */
const SAID_BY_ITS_BEARER =
  /^[\u3400-\u9fff]{0,6}[道曰说]：[“「『"](?:贫僧|贫道|小僧|小道|弟子|我|在下|小生|小人|晚生|学生|小可|俺|洒家|小女子?|妾|奴家)[^。！？”」』"]{0,14}?(?:法名|道号|贱号|贱名|本名|原名|草字|绰号)(?:叫做?|唤作|是)?([\u3400-\u9fff]{2,5}?)(?=[，。”」』"])/u
/** How far behind the person that may stand. */
const MAX_BETWEEN = 70
/** How far from the name that it belongs to such a clause may begin, in UTF-16 units. */
const NEAR = 14
/** Characters that no name has. */
const NO_NAME = /[的了着是在我你他她它们这那就也都与及或吗呢吧啊之其谁什没把被让给到去来说道问听看想要]/u
/** A child, servant or stranger who comes in between bears the name. */
export const SOMEBODY_NEW =
  /[一两二三个位](?:女|孩|儿|弟|妹|兄|男|老|少)|女儿|儿子|妹妹|弟弟|丫[头鬟环]|小厮|徒弟|一个|老[头者人翁]|少年|[女男汉]子|后生|岳[父母]|丈人|父亲|母亲|妻子|浑家|丈夫|邻居|之[子女妻妹弟]/

/** Before somebody who is told of beside another: 与孔砚是旧友，人称穿山甲. */
const BESIDE = /[与和同跟]/u
/** The office before 姓: 知县姓孔，名砚. */
const OFFICE_BEFORE = /[\u3400-\u9fff]{2}$/u

export interface Introduction extends NameLink {
  /** Said by the bearer of both names. */
  isSure?: boolean
}

/** The names that the text itself gives whole, those of one person together: 柏廷桂, 子馨, 柏子馨 of 姓柏名廷桂，字子馨. */
export function introducedNames(paragraphs: readonly string[]): string[][] {
  return paragraphs.flatMap(fullIntroductions).map(({ name, others }) => [name, ...others])
}

/** Pairs of names that the text says are one person's. `known` are the names whose own sentences are looked at. */
export function introductionsIn(paragraphs: readonly string[], known: readonly string[]): Introduction[] {
  const links: Introduction[] = []
  for (const { name, others } of paragraphs.flatMap(fullIntroductions)) {
    for (const other of others) {
      links.push({ first: name, second: other })
      // The name that is put together from its parts need not stand in the text.
      if (other !== others[0]) links.push({ first: others[0] as string, second: other })
    }
  }
  links.push(...calledByOthers(paragraphs, known), ...saidOfOneself(paragraphs, known))
  const all = new Set(known)
  for (const { name, paragraph, offset } of eachMention(paragraphs, known)) {
    if (isRole(name)) continue
    const behind = (paragraphs[paragraph] as string).slice(offset + name.length, offset + name.length + NEAR + 12)
    const same = IS_THE_SAME.exec(behind)?.[1] ?? ''
    if (all.has(same) && !isRole(same)) links.push({ first: name, second: same })
    const said = SAID_BY_ITS_BEARER.exec(
      (paragraphs[paragraph] as string).slice(offset + name.length, offset + MAX_BETWEEN),
    )
    if (said?.[1] && all.has(said[1])) links.push({ first: name, second: said[1], isSure: true })
    if (!MAY_INTRODUCE.test(behind)) continue
    for (const other of otherNames(behind, surnameOf(name))) links.push({ first: name, second: other })
  }
  return links
}

/** 大家都叫他老铁: of the person who was named last, both names known. */
function calledByOthers(paragraphs: readonly string[], known: readonly string[]): Introduction[] {
  const names = new Set(known)
  return paragraphs.flatMap((text) => {
    if (!/[叫称唤呼][他她]/u.test(text)) return []
    return [...text.matchAll(CALLED_BY_OTHERS)].flatMap(({ 1: second = '', index }) => {
      if (!names.has(second)) return []
      const owner = namedLast(text.slice(Math.max(0, index - MAX_BETWEEN), index), known)
      if (!owner || SOMEBODY_NEW.test(owner.behind) || owner.behind.includes('姓') || isRole(owner.name)) return []
      return [{ first: owner.name, second }]
    })
  })
}

/** Whom the text names last, but for those who are told of beside another, and what stands behind the name. */
export function namedLast(text: string, names: readonly string[]): { name: string; behind: string } | undefined {
  const last = [...eachMention([text], names)].filter(({ offset }) => !BESIDE.test(text.charAt(offset - 1))).at(-1)
  return last && { name: last.name, behind: text.slice(last.offset + last.name.length) }
}

/** Both names of somebody who says who they are. */
function saidOfOneself(paragraphs: readonly string[], known: readonly string[]): Introduction[] {
  const byLength = [...known].sort((a, b) => b.length - a.length)
  const names = new Set(known)
  return paragraphs.flatMap((text) =>
    [...text.matchAll(OF_ONESELF)].flatMap(([, clause = '', second = '']) => {
      const first = byLength.find((name) => clause.endsWith(name))
      return first === undefined || isRole(first) || !names.has(second) ? [] : [{ first, second }]
    }),
  )
}

const MAY_INTRODUCE = /^.{0,4}(?:字|号|名|称)/u

function fullIntroductions(text: string): Array<{ name: string; others: string[] }> {
  if (!text.includes('姓')) return []
  const found: Array<{ name: string; others: string[] }> = []
  for (const match of text.matchAll(SURNAME_AND_NAME)) {
    const [whole, surname = '', given = ''] = match
    if (!isSurname(surname) || NO_NAME.test(given)) continue
    const behind = text.slice(match.index + whole.length, match.index + whole.length + 4 * NEAR)
    const others = otherNames(behind, surname)
    const office = OFFICE_BEFORE.exec(text.slice(0, match.index))?.[0] ?? ''
    if (isStanding(office)) others.push(surname + office)
    found.push({ name: surname + given, others })
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
