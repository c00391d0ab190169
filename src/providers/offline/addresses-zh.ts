/** Chinese forms of address: 柳医生, 老邵, 阿砚, 水嫂, and the given name alone of somebody whose full name is known. */
import { isSurname, parseChineseName, surnameOf } from '../../novel/naming-zh.ts'
import { isRole } from '../../novel/roles-zh.ts'
import { mostOften } from '../../novel/surroundings-zh.ts'
import { CHINESE_TITLES, isChineseTitle } from '../../novel/titles-zh.ts'
import { MANNER, SPEECH_VERB } from './words-zh.ts'

const TITLE = new RegExp(CHINESE_TITLES.filter((title) => title.length >= 2 && title !== '家的').join('|'), 'gu')
/** Characters that are surnames, and more often words before a name. */
export const WORD_BEFORE = /^[向于和从对同跟随当应经时连单全都何有后多]/
/** 老田: old acquaintances and servants. 小 and 阿 go with any character of a name. */
const FAMILIAR = /[老小阿]([\u3400-\u9fff])/gu
/** One character of the name, or of what the person is, with a word of kinship: 水嫂, 哑叔. */
const KIN = /([\u3400-\u9fff])(?:叔|嫂|婶|伯|姐|哥|婆|妈|姨|娘)(?![\u3400-\u9fff]?(?:叔|嫂|婶|伯|姐|哥|婆|妈|姨|娘))/gu
const NO_KIN_NAME =
  /[人夫太一二三四五六七八九十大小老表堂亲干我你您他她的了家婶叔伯嫂姐哥妈娘爹爷奶姑姨舅师姊妹兄弟新那这位个和叫是有声和与向喊对跟见给像当找请问说道为做谁啊呀吗哎]/u
/** Before a verb, called to, or with what only people have. */
const LIKE_A_PERSON = new RegExp(
  `^(?:${MANNER}{0,3}${SPEECH_VERB}[：:，,。“]|[，！!？?。…]|的(?:声音|脸|手|眼|头|话|家|嘴|背)|[也又就却还只正已才便忽没不把在从向对]|[看望听想站坐走跑拿举拉推抓握摇点低抬转接递穿])`,
  'u',
)
/** How often a familiar form must stand like a person. */
const MIN_TIMES = 2

/** The surname that stands right before a form of address, a compound one first. */
function surnameBefore(text: string, index: number): string {
  const two = text.slice(Math.max(0, index - 2), index)
  if (isSurname(two)) return two
  const one = text.slice(Math.max(0, index - 1), index)
  return isSurname(one) && !WORD_BEFORE.test(one) ? one : ''
}

/** 孔沈氏: a wife by the surnames of both families. */
function marriedNamesIn(text: string): string[] {
  return [...text.matchAll(/([\u3400-\u9fff])([\u3400-\u9fff])氏/gu)].flatMap(([name, husband = '', own = '']) =>
    isSurname(husband) && isSurname(own) && !WORD_BEFORE.test(name) ? [name] : [],
  )
}

/** Surname and form of address, once for each time it stands in the text, twice where it does something. */
export function titledNamesIn(text: string): string[] {
  const found: string[] = marriedNamesIn(text)
  for (const { 0: title, index } of text.matchAll(TITLE)) {
    const surname = surnameBefore(text, index)
    if (surname === '') continue
    const start = index - surname.length
    found.push(surname + title)
    // One that acts at the head of a clause is as good as two that are spoken of.
    const opens = start === 0 || !/[\u3400-\u9fff]/.test(text.charAt(start - 1))
    if (opens && LIKE_A_PERSON.test(text.slice(index + title.length, index + title.length + 12)))
      found.push(surname + title)
  }
  return found
}

/** What goes behind a name of two or more characters without a surname: 明月公主, 赤焰真君. */
const HIGH_TITLE =
  /菩萨|佛祖|祖师|大仙|真君|星君|天尊|天王|天师|真人|道人|法师|禅师|上人|仙姑|仙子|娘娘|圣母|老母|公主|郡主|太子|大王|魔王|龙王|元帅|将军|郡王|王爷|居士|头陀/gu
const NO_NAME_BEFORE =
  /[的了着是在不我你他她它们这那个位名各众诸几有和与同跟向对被把让给叫请见问说道去到来又便就却也都只还将使命奉谢告拜听为作做之其此是当曰等]/u
/** A character that stands before a form so often belongs to it. */
const SAME_BEFORE = 0.7

/** Names of two or three characters with a high title, that come again. */
export function highNamesIn(text: string): string[] {
  const found = new Map<string, { count: number; before: Map<string, number> }>()
  for (const { 0: title, index } of text.matchAll(HIGH_TITLE)) {
    for (const length of [2, 3]) {
      const own = text.slice(Math.max(0, index - length), index)
      if (!/^[\u3400-\u9fff]{2,3}$/u.test(own) || NO_NAME_BEFORE.test(own) || isRole(own)) continue
      const entry = found.get(own + title) ?? { count: 0, before: new Map<string, number>() }
      found.set(own + title, entry)
      entry.count++
      const character = text.charAt(index - length - 1)
      entry.before.set(character, (entry.before.get(character) ?? 0) + 1)
    }
  }
  return [...found]
    .filter(([name, { count, before }]) => {
      const most = mostOften(before).times
      const isPart = [...found].some(
        ([longer, { count: times }]) => longer.endsWith(name) && longer !== name && times >= count * SAME_BEFORE,
      )
      return count >= MIN_TIMES && !isPart && (most < count * SAME_BEFORE || name.length > 4)
    })
    .map(([name]) => name)
}

/** What goes behind one character of a given name: 砚二爷, 凤丫头, 芸哥儿. */
const CLOSE_TITLE =
  /(?<=([\u3400-\u9fff]))(?:[大二三四五六七八九]?(?:爷|奶奶|姑娘|小姐|少爷|哥哥|姐姐|嫂子)|[哥姐]儿|丫头|妹妹|弟弟|兄弟|老爷)/gu

/** Forms of address with one character of a given name that the passage has. */
export function closeNamesIn(text: string, names: readonly string[]): string[] {
  const characters = new Set(
    names.flatMap((name) => {
      const { given, title } = parseChineseName(name)
      return title === '' && given.length <= 2 ? [...given] : []
    }),
  )
  const found = new Set<string>()
  for (const { 0: title, 1: character = '', index } of text.matchAll(CLOSE_TITLE)) {
    const before = text.charAt(index - 2)
    if (characters.has(character) && !NO_KIN_NAME.test(character) && !characters.has(before) && !isSurname(before))
      found.add(character + title)
  }
  return [...found]
}

/** Familiar forms that stand like a person at least twice, once of them at the head of a clause; with a known surname once is enough. */
export function familiarNamesIn(text: string, fullNames: readonly string[]): string[] {
  const surnames = new Set(fullNames.map(surnameOf))
  const characters = new Set(fullNames.flatMap((name) => [...name.slice(surnameOf(name).length)]))
  const times = new Map<string, { likePerson: number; opening: number; known: boolean }>()
  const note = (name: string, index: number, known: boolean) => {
    const entry = times.get(name) ?? { likePerson: 0, opening: 0, known }
    times.set(name, entry)
    if (!LIKE_A_PERSON.test(text.slice(index + name.length, index + name.length + 12))) return
    entry.likePerson++
    if (index === 0 || !/[\u3400-\u9fff]/.test(text.charAt(index - 1))) entry.opening++
  }
  for (const { 0: name, 1: character = '', index } of text.matchAll(FAMILIAR)) {
    const isFamily = surnames.has(character)
    const isName = name.startsWith('老')
      ? isSurname(character)
      : characters.has(character) || (name.startsWith('小') ? isFamily : !NO_KIN_NAME.test(character))
    const isKnown = isFamily || (!name.startsWith('老') && characters.has(character))
    if (isName && !isChineseTitle(name)) note(name, index, isKnown)
  }
  for (const { 0: name, 1: character = '', index } of text.matchAll(KIN)) {
    if (!NO_KIN_NAME.test(character) && !isChineseTitle(name)) note(name, index, characters.has(character))
  }
  return [...times]
    .filter(([, { likePerson, opening, known }]) => opening > 0 && (known || likePerson >= MIN_TIMES))
    .map(([name]) => name)
}

/** Given names of two characters that stand alone like a person, of the full names. */
export function givenNamesIn(text: string, fullNames: readonly string[]): string[] {
  return fullNames.flatMap((fullName) => {
    const { surname, given, title } = parseChineseName(fullName)
    if (surname === '' || given.length !== 2 || title !== '') return []
    for (let at = text.indexOf(given); at >= 0; at = text.indexOf(given, at + 1)) {
      const isAlone = text.slice(at - surname.length, at) !== surname
      const opens = at === 0 || !/[\u3400-\u9fff]/.test(text.charAt(at - 1))
      if (isAlone && opens && LIKE_A_PERSON.test(text.slice(at + given.length, at + given.length + 12))) return [given]
    }
    return []
  })
}

/** Names in Latin letters that come again and begin clauses: Anna in a Chinese novel. */
export function latinNamesIn(text: string): string[] {
  const words = new Set(text.match(/(?<![A-Za-z])[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?(?![A-Za-z])/g) ?? [])
  return [...words].filter((word) => {
    const parts = text.split(word)
    const opening = parts.slice(0, -1).filter((part) => !/[\u3400-\u9fff\w]$/u.test(part)).length
    return opening >= MIN_TIMES && parts.length > MIN_TIMES + 1
  })
}

/** How often a word begins a clause and goes on like a person; counts no further than `most`. */
export function timesLikeAPerson(word: string, text: string, most: number): number {
  let times = 0
  for (let at = text.indexOf(word); at >= 0 && times < most; at = text.indexOf(word, at + word.length)) {
    const opens = at === 0 || !/[\u3400-\u9fff]/.test(text.charAt(at - 1))
    const after = text.slice(at + word.length, at + word.length + 12)
    if (opens && LIKE_A_PERSON.test(after) && !/^[，。！？…]/.test(after)) times++
  }
  return times
}
