/** What an English text says outright about two names: Mr. John Hale, otherwise the Fox; Miss Lane, now Mrs. Reed. */
import type { NameLink } from './cast-links.ts'
import { eachMention } from './mentions.ts'

/** No more stands between two names that are said to be one person's. */
const MAX_BETWEEN = 60
const ALSO = '(?:alias|otherwise|or rather|also called|n[ée]e|surnamed|nicknamed|christened)'
const KNOWN =
  '(?:(?:\\w+ ){0,2}(?:known|called|spoken of|referred to)(?: (?!he|she|they|it\\b)\\w+){0,4}? as|commonly called|usually called|generally called)'
/** Between the two names. */
const BETWEEN = new RegExp(
  `^[,—–(-]* ?(?:who (?:is|was) )?(?:${ALSO}|${KNOWN})(?: the)?,? ?["“‘]?(?:the )?(?:\\p{Ll}+ )?$`,
  'u',
)
/** The same for a woman who has married: the second name is a wife's. */
const MARRIED =
  /^[,—–(-]* ?(?:now|afterwards|subsequently|(?:who )?(?:became|had become)|the present|that was(?:, now)?)(?: the)? ?$/u
const FORMERLY = /^[,—–(-]* ?(?:formerly|once|late|who had been|had been|was(?: once)?|that had been)(?: the)? ?$/u

/** The links that stand in the text, each pair once. `names` as they are written. */
export function introductionsInEnglish(paragraphs: readonly string[], names: readonly string[]): NameLink[] {
  const links = new Map<string, NameLink>()
  let last: { name: string; paragraph: number; end: number } | undefined
  for (const { name, paragraph, offset } of eachMention(paragraphs, names)) {
    if (last !== undefined && last.paragraph === paragraph && last.name !== name && offset - last.end <= MAX_BETWEEN) {
      const between = (paragraphs[paragraph] as string).slice(last.end, offset)
      if (saysSame(last.name, between, name)) links.set(`${last.name}\n${name}`, { first: last.name, second: name })
    }
    last = { name, paragraph, end: offset + name.length }
  }
  return [...links.values()]
}

function saysSame(first: string, between: string, second: string): boolean {
  if (BETWEEN.test(between)) return true
  if (isMarried(second) && isUnmarried(first)) return MARRIED.test(between)
  return isMarried(first) && isUnmarried(second) && FORMERLY.test(between)
}

function isMarried(name: string): boolean {
  return /^(?:Mrs|Lady|Madame)\b/.test(name)
}

function isUnmarried(name: string): boolean {
  return !isMarried(name) && !/^(?:Mr|Sir|Captain|Colonel|Dr|Lord)\b/.test(name)
}
