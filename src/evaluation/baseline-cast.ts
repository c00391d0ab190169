/**
 * The cast that counting alone finds, printed beside the figures of a real one: in English, runs of capitalised words within sentences; in
 * Chinese, what stands before a verb of speech, and characters that a common surname begins. A name that is a part of exactly one longer
 * name is taken for the same person.
 */
import type { Language } from '../contracts/text.ts'

export interface CountedPerson {
  name: string
  aliases: string[]
}

/** Counted less often, a name is no person of the story. */
const LEAST_COUNT = 3
const MOST_PEOPLE = 60

export function countedCast(paragraphs: readonly string[], language: Language): CountedPerson[] {
  const counts = language === 'zh' ? countChineseNames(paragraphs) : countEnglishNames(paragraphs)
  return groupByParts(counts, language === 'zh' ? isEndOf : isWordsOf).slice(0, MOST_PEOPLE)
}

const TITLE = '(?:Mrs?|Miss|Dr|Sir|Lady|Lord|Captain|Colonel|Madame|Monsieur|Aunt|Uncle|Professor|Inspector)'
const CAPITALISED = new RegExp(`(?:\\b${TITLE}\\.? )?\\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\\b`, 'g')
const BEGINS_WITH_TITLE = new RegExp(`^${TITLE}\\b`)
const AT_SENTENCE_START = /(?:^|[.!?:"'“”‘(—-]\s*)$/
const NO_NAMES = new Set(
  'I The He She It We You They His Her And But Or So Yet If Then This That What When Who Oh Ah Yes No Well God Lord Sir Madam Mr Mrs Miss'.split(
    ' ',
  ),
)
/** A word that is this often written small is no name. */
const MOST_SMALL = 5

function countEnglishNames(paragraphs: readonly string[]): Map<string, number> {
  const small = countAll(paragraphs.flatMap((text) => text.match(/\b[a-z]+\b/g) ?? []))
  const isName = (name: string) =>
    !NO_NAMES.has(name) && (BEGINS_WITH_TITLE.test(name) || (small.get(name.toLowerCase()) ?? 0) <= MOST_SMALL)
  return countAll(
    paragraphs.flatMap((text) =>
      [...text.matchAll(CAPITALISED)].flatMap(({ 0: name, index }) => {
        const opensSentence = AT_SENTENCE_START.test(text.slice(Math.max(0, index - 3), index))
        return isName(name) && (!opensSentence || BEGINS_WITH_TITLE.test(name)) ? [name] : []
      }),
    ),
  )
}

const BEFORE_SPEECH =
  /(?:^|[，。！？；：”」\s])(\p{Script=Han}{2,4}?)(?:[笑忙便又冷怒哭低急]?)(?:道|说道|问道|答道|曰)[：“「，]/gu
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢苏潘葛范彭鲁韦马方任袁柳唐费薛雷贺汤罗郝安于傅康余顾孟黄萧姚邵汪毛宋庞熊纪项祝董梁杜阮江郭梅林钟徐邱高夏蔡田樊胡霍万卢莫丁邓洪石崔吉程邢陆荣曲段侯武刘景龙叶黎白乔'
const AFTER_SURNAME = new RegExp(`(?=([${SURNAMES}]\\p{Script=Han}{1,2}))`, 'gu')
/** What follows a surname less often than this, or varies more, is chance. */
const LEAST_WITH_SURNAME = 10
const LEAST_SHARE = 0.6

function countChineseNames(paragraphs: readonly string[]): Map<string, number> {
  const names = countAll(paragraphs.flatMap((text) => [...text.matchAll(BEFORE_SPEECH)].map((match) => match[1] ?? '')))
  const sequences = countAll(
    paragraphs.flatMap((text) =>
      [...text.matchAll(AFTER_SURNAME)].flatMap(({ 1: found = '' }) =>
        found.length > 2 ? [found, found.slice(0, 2)] : [found],
      ),
    ),
  )
  for (const [sequence, count] of sequences) {
    const ofBeginning = sequences.get(sequence.slice(0, 2)) ?? 0
    const isName = sequence.length === 3 && count >= LEAST_WITH_SURNAME && count >= LEAST_SHARE * ofBeginning
    if (isName) names.set(sequence, Math.max(count, names.get(sequence) ?? 0))
  }
  return names
}

function groupByParts(
  counts: ReadonlyMap<string, number>,
  isPartOf: (part: string, whole: string) => boolean,
): CountedPerson[] {
  const countOf = (name: string) => counts.get(name) ?? 0
  const names = [...counts.keys()].filter((name) => countOf(name) >= LEAST_COUNT)
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const longer = names.filter((other) => other !== name && isPartOf(name, other))
    const owner = longer.length === 1 && longer[0] ? longer[0] : name
    groups.set(owner, [...(groups.get(owner) ?? []), name])
  }
  const total = (members: readonly string[]) => members.reduce((sum, name) => sum + countOf(name), 0)
  return [...groups.values()]
    .sort((a, b) => total(b) - total(a))
    .map((members) => {
      const [name = '', ...aliases] = members.sort((a, b) => countOf(b) - countOf(a))
      return { name, aliases }
    })
}

function isEndOf(part: string, whole: string): boolean {
  return whole.endsWith(part)
}

function isWordsOf(part: string, whole: string): boolean {
  return ` ${whole} `.includes(` ${part} `)
}

function countAll(words: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
