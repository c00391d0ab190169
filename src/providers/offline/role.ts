/** Who somebody is, as the text says it: a trade, an office or a relation beside the name. */
import type { Language } from '../../contracts/text.ts'
import { isEnglishTitle, parseEnglishName } from '../../novel/naming-en.ts'
import { parseChineseName } from '../../novel/naming-zh.ts'

/** Words for what somebody does or is to others, at the end of a Chinese phrase. */
const CHINESE_TRADE =
  '(?:船长|探长|局长|院长|校长|处长|科长|厂长|班长|连长|队长|组长|市长|县长|村长|会长|社长|团长|司令|将军|元帅|账房|掌柜|老板娘|老板|经理|总裁|董事长|秘书|助理|律师|记者|编辑|医生|大夫|护士|教授|老师|学生|同学|学徒|徒弟|师父|师傅|师兄|师弟|师姐|师妹|巡警|警察|警官|侦探|法官|士兵|头牌|丫鬟|管家|保姆|司机|车夫|船家|渔夫|渔女|猎户|郎中|道士|和尚|掌门|盟主|捕头|县令|知府|丞相|书生|秀才|画师|琴师|乐师|厨子|厨娘|木匠|铁匠|石匠|工匠|钟表匠|匠人|手艺人|文书|商人|伙计|父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|丈夫|妻子|叔叔|舅舅|姑姑|侄儿|侄女|外甥|义子|养女|朋友|邻居|同事)'
/** A place, house or person that a trade may belong to: 慈安医院的院长, 俞青砚的父亲. What ends otherwise is a clause: 跟在后面的巡警. */
const CHINESE_OWNER = '(?:[\\u3400-\\u9fff]{1,7}(?:[家院行局店馆校厂府村镇城国会社号堂楼司庄]|公司|码头|码头上)的)'
const KIN_WORD = /(?:父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|丈夫|妻子|叔叔|舅舅|姑姑|侄儿|侄女|外甥|朋友|邻居|同事)$/
/** Forms of address that say a trade; 师傅 and 老板 say it last, since everybody is called so. */
const TRADE_TITLE = new RegExp(`^${CHINESE_TRADE}$`)
const VAGUE_TITLE = /^(?:师傅|老板|掌柜|少爷|公子)$/

const ENGLISH_PERSON =
  '(?:\\w*man|\\w*woman|\\w*keeper|girl|boy|child|lady|maid|nurse|cook|butler|servant|governess|teacher|tutor|doctor|surgeon|physician|solicitor|lawyer|barrister|judge|magistrate|clerk|manager|actor|actress|singer|painter|writer|poet|captain|colonel|major|soldier|sailor|pilot|officer|inspector|detective|constable|priest|vicar|rector|parson|bishop|merchant|banker|dealer|baker|butcher|farmer|miller|smith|tailor|dressmaker|weaver|porter|driver|coachman|gardener|thief|beggar|widow|widower|orphan|heir|heiress|prompter|stranger|neighbour|neighbor|friend|partner|owner|master|mistress|king|queen|prince|princess|duke|duchess|brother|sister|son|daughter|father|mother|uncle|aunt|cousin|nephew|niece|husband|wife|grandmother|grandfather|grandson|granddaughter)'
/** What goes on behind the words that say who it is. */
const CLAUSE_BEHIND = / (?:who|that|which|when|where|and|but|with|in) .*$/u
const MAX_ENGLISH = 70

/** A phrase such as 慈安医院的院长 or "the oldest furnaceman on Skerrow", or null where the text has none beside the name. */
export function standingOf(names: readonly string[], sentences: readonly string[], language: Language): string | null {
  return language === 'zh' ? chineseStanding(names, sentences) : englishStanding(names, sentences)
}

function chineseStanding(names: readonly string[], sentences: readonly string[]): string | null {
  const found: string[] = []
  for (const name of names) {
    const before = new RegExp(
      `(${CHINESE_OWNER}|[\\u3400-\\u9fff]{2,3}(?=的${CHINESE_TRADE}${name})的)?((?:年轻|老|小|前任|新任)?${CHINESE_TRADE})${name}`,
      'u',
    )
    const behind = new RegExp(
      `${name}(?:，|是|就是|，是)(?:个|一个|一名|一位)?([\\u3400-\\u9fff]{0,8}?${CHINESE_TRADE})(?=[，。；！])`,
      'u',
    )
    for (const sentence of sentences) {
      if (!sentence.includes(name)) continue
      const first = before.exec(sentence)
      if (first) found.push(tidyOwner(first[1] ?? '') + (first[2] ?? ''))
      const second = behind.exec(sentence)?.[1]
      if (second !== undefined && !/[他她我你这那]/.test(second)) found.push(second)
    }
  }
  // Somebody's relation says nothing without saying whose.
  const telling = found.filter((phrase) => !KIN_WORD.test(phrase) || /^[^他她我你]+的/.test(phrase))
  const titles = names.flatMap((name) => parseChineseName(name).title || [])
  const trades = titles.filter((title) => TRADE_TITLE.test(title) || VAGUE_TITLE.test(title))
  const longest = telling.sort((a, b) => b.length - a.length)[0]
  return longest ?? trades.sort((a, b) => Number(VAGUE_TITLE.test(a)) - Number(VAGUE_TITLE.test(b)))[0] ?? null
}

/** Takes off the verb that a phrase of the owner may begin with: 这是梅家的. */
function tidyOwner(owner: string): string {
  return owner.replace(/^.*(?:[是有在到见找问请叫给跟和与被把]|当着|作为)(?=[\u3400-\u9fff]{2,}的$)/u, '')
}

function englishStanding(names: readonly string[], sentences: readonly string[]): string | null {
  for (const name of names) {
    const own = escapeForPattern(name)
    const patterns = [
      new RegExp(
        `^${own}(?: of \\p{Lu}[\\p{L} ]+)?, ((?:the|a|an) [^.;!?“”"]{0,50}?\\b${ENGLISH_PERSON}\\b[^,.;!?“”"—]*)`,
        'u',
      ),
      new RegExp(`^${own} (?:was|is) ((?:the|a|an) [^.;!?“”"]{0,50}?\\b${ENGLISH_PERSON}\\b[^,.;!?“”"—]*)`, 'u'),
    ]
    const kin = new RegExp(`\\b(\\p{Lu}\\p{L}+[’']s (?:\\p{Ll}+ )?${ENGLISH_PERSON}),? ${own}$`, 'u')
    for (const sentence of sentences) {
      const at = sentence.indexOf(name)
      if (at < 0) continue
      const behind = sentence.slice(at, at + name.length + 2 * MAX_ENGLISH)
      const before = sentence.slice(Math.max(0, at - MAX_ENGLISH), at + name.length)
      const said = patterns.map((pattern) => pattern.exec(behind)?.[1]).find((phrase) => phrase !== undefined)
      const phrase = (said ?? kin.exec(before)?.[1])?.replace(CLAUSE_BEHIND, '').trim()
      if (phrase !== undefined && phrase.length <= MAX_ENGLISH) return phrase
    }
  }
  return null
}

/** The title that says a trade, in English: Captain, Inspector. Mr. and Miss say none. */
export function tradeTitleOf(names: readonly string[]): string | null {
  for (const name of names) {
    const { title } = parseEnglishName(name)
    if (
      title !== null &&
      !/^(?:Mr|Mrs|Miss|Master|Madame|Mademoiselle|Monsieur|Sir|Aunt|Uncle|Cousin)$/.test(title) &&
      isEnglishTitle(title)
    ) {
      return title === 'Dr' ? 'Doctor' : title
    }
  }
  return null
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
