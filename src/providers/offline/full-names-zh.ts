/**
 * Chinese full names by what stands around them. A surname and one or two characters are a name where they speak, act, own a face
 * or a voice, are called to, or follow a standing (船长田守义) or a naming (他叫田守义). Each kind of place counts; frequency alone does not.
 */
import { startsSurname, surnameOf } from '../../novel/naming-zh.ts'
import { mostOften } from '../../novel/surroundings-zh.ts'
import { CHINESE_TITLES } from '../../novel/titles-zh.ts'
import { kindOfWord, wordLengths } from './segment-zh.ts'
import { MANNER, SPEECH_VERB, STANDING } from './words-zh.ts'

/** Enough for a name: one speech, one naming, or a standing and something else. */
const ENOUGH = 3
/** A candidate that takes this share of its shorter form's places is the whole name: 田守义 of 田守. */
const LONGER_SHARE = 0.6
/** How often a name comes that never speaks, and how much of that as one word: the model of words divides half of the rare names wrongly. */
const MANY = 3
const AS_WORD_SHARE = 0.35
/** Or how much of it stands like a person. */
const ACTING_SHARE = 0.15
/** How much of a name with a character of grammar must be one word. */
const WORD_SHARE = 0.6

const SPEAKS = new RegExp(`${MANNER}{0,4}${SPEECH_VERB}[：:，,。“「]`, 'uy')
/** 的 and something only people have. */
const OWNS =
  /的(?:声音|声气|脸|手|眼|头发|头|嘴|背影|胡子|身影|身子|肩|心|目光|神色|话|名字|父亲|母亲|爹|娘|儿子|女儿|妻子|丈夫|哥哥|弟弟|姐姐|妹妹|徒弟|师父|办公室|房间|家里)/uy
/** Adverbs and verbs that begin what a person does. */
const ACTS =
  /(?:[也又就却还只正已才便忽猛慢]|没有|不由|连忙|慢慢|轻轻|忽然|突然|终于|立刻|仔细|一把|一下|一边|反手|苦|冷|微){0,2}(?:[说问道答笑哭喊骂叹看望瞧盯听想站坐走跑拿举拉推抓握摇点低抬转伸捧摸拍撕扶靠怔愣跪躺掏接递穿戴念指咬咽擦抹揉喘瞪皱眯抱拄凑追赶扑蹲退]|觉得|睁开|闭上|知道|认得|吃了一惊|是个|霍地|张了张嘴|红着|穿着|戴着)/uy
const CALLED = /[，！!？?。…]/uy
const NAMING =
  /(?:名叫|叫做|叫作|唤作|名唤|姓名是|本名叫?|名字叫|单名一个|[他她我的]叫|就是|我是|[哥弟姐妹爹娘父母儿女妻夫个位]叫)[“「]?$/u
/** Words that may stand between other things and a name. */
const LEAD_IN = /[和与跟对向把被给替让请见问找那这叫是了着的同、]$/u

/** Endings of places and things, which begin with surnames as well as people do. */
const NO_GIVEN_NAME =
  /[上下里外内边馆街巷桥店铺庙村镇县市省号行厂局院桌椅墙窗柜灯钟表枪刀箱脸手眼头脚声气话事人们家个只条件张次回遍点些年月日天夜时分岁钱块两斤兵军主寨营府族氏等爷国城关笑怒急惊愤哭奏劝含问看想要再打拿走坐又便还只因]$/u
const NO_NAME_PART = /[的了着是在不我你他它她们这那就也都吗呢吧啊呀么谁什没把被让给到去说道听曰吃喝很最脸眼忙叹皱叫]/u
/** Characters that are mostly words of grammar and manner; a name has them only where the model of words sees a word. */
const SELDOM_IN_NAMES =
  /[与及或之其来问看想要能可只还又便些此因等走坐拿打从向对更再已得过起出进回开口笑哭手身头乃怒冷慌急劝奏惊愤见声一连含知]/u

const LONG_TITLES = CHINESE_TITLES.filter((title) => title.length > 1)

interface Standing {
  score: number
  count: number
  /** Places that show a person by more than acting. */
  strong: number
  /** Places where the text, divided into words, has it as one word. */
  asWord: number
  before: Map<string, number>
  after: Map<string, number>
}

/** Full names of the text, in the order they first occur. */
export function fullNamesIn(text: string): string[] {
  const found = new Map<string, Standing>()
  const words = wordLengths(text)
  for (let i = 0; i + 1 < text.length; i++) {
    if (!startsSurname(text.charAt(i))) continue
    const surname = surnameOf(text.slice(i, i + 4))
    if (surname === '') continue
    for (const given of [1, 2]) note(found, { text, words }, i, surname, given)
  }
  const names = [...found].filter(([name, standing]) => isName(name, standing)).map(([name]) => name)
  return names.filter((name) => !isCutShort(name, names, found))
}

function note(
  found: Map<string, Standing>,
  { text, words }: { text: string; words: Uint16Array },
  at: number,
  surname: string,
  given: number,
): void {
  const end = at + surname.length + given
  const name = text.slice(at, end)
  const own = name.slice(surname.length)
  if (own.length < given || !/^[\u3400-\u9fff]+$/u.test(own) || NO_NAME_PART.test(own) || NO_GIVEN_NAME.test(own))
    return
  if (LONG_TITLES.some((title) => name.endsWith(title))) return
  // 满座大笑: what somebody does begins before the end.
  if (own.endsWith('大') && /[笑怒喜惊哭叫喝声]/.test(text.charAt(end))) return
  const before = text.slice(Math.max(0, at - 6), at)
  const opens = before === '' || !/[\u3400-\u9fff]$/u.test(before)
  const standing = STANDING.exec(before)?.[0] ?? ''
  const named = NAMING.test(before)
  const entry = found.get(name) ?? { score: 0, count: 0, strong: 0, asWord: 0, before: new Map(), after: new Map() }
  found.set(name, entry)
  entry.count++
  if (words[at] === name.length) entry.asWord++
  countOne(entry.before, text.charAt(at - 1))
  countOne(entry.after, text.charAt(end))
  const follows = (pattern: RegExp) => {
    pattern.lastIndex = end
    return pattern.test(text)
  }
  const ends = !/[\u3400-\u9fff]/.test(text.charAt(end))
  let score = 0
  if (named && ends) score += 3
  else if (standing !== '') score += ends ? 3 : 2
  if (opens || standing !== '') {
    if (follows(SPEAKS)) score += 3
    else if (follows(OWNS)) score += 2
    else if (follows(ACTS)) score += 1
    else if (opens && follows(CALLED)) score += 0.5
  } else if (LEAD_IN.test(before) && (ends || follows(OWNS))) score += 0.5
  if (score >= 2) entry.strong++
  entry.score += score
}

function countOne(counts: Map<string, number>, character: string): void {
  counts.set(character, (counts.get(character) ?? 0) + 1)
}

/** Surnames that are mostly words of grammar, and make a name only where it speaks or is told. */
const SELDOM_SURNAME = /^[莫别何于向和从应时连单全都有后多方尚相当经同跟随对干容须空能会何宁安常成明平终越居]/u

function isName(name: string, { score, count, strong, asWord, before, after }: Standing): boolean {
  const kind = kindOfWord(name)
  const isCommon = kind === 'noun' || kind === 'other'
  // A surname with one character is mostly another word; the dictionary's words must speak like people more than once.
  // 韩进 is a name, and 王大 of 王大喜 is none: the model of words knows. Inside a name that acts often they do no harm.
  const given = name.slice(surnameOf(name).length)
  const isInside = !SELDOM_IN_NAMES.test(given.slice(-1)) && score >= ENOUGH && largestShare(after, count) < 0.5
  const isDoubtful = SELDOM_IN_NAMES.test(given) && asWord < count * WORD_SHARE && !isInside
  if (score >= (isCommon ? ENOUGH * 2 : ENOUGH) && strong > 0 && !isDoubtful) return score >= count * 0.35
  // What comes again and again between ever other words is a word of its own, and acts like a person at least once.
  if (SELDOM_SURNAME.test(name)) return false
  const isWord = count >= MANY && [before, after].every((sides) => sides.size >= 3 && largestShare(sides, count) < 0.5)
  return (
    isWord &&
    !isCommon &&
    !isDoubtful &&
    (asWord >= count * AS_WORD_SHARE || (asWord > 0 && score >= count * ACTING_SHARE))
  )
}

/** How much of the time the most frequent of the characters on one side stands there. */
function largestShare(sides: ReadonlyMap<string, number>, count: number): number {
  return mostOften(sides).times / count
}

/** 田守 of 田守义. */
function isCutShort(name: string, names: readonly string[], found: ReadonlyMap<string, Standing>): boolean {
  const own = found.get(name)?.count ?? 0
  return names.some(
    (longer) =>
      longer.length === name.length + 1 &&
      longer.startsWith(name) &&
      (found.get(longer)?.count ?? 0) >= own * LONGER_SHARE,
  )
}
