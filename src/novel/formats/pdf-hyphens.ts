/** Words that end a line with a hyphen: divided to fit the line, or written so. The rest of the novel tells which, where it has them. */
import type { PdfLine } from './pdf-lines.ts'

const HYPHEN_AT_END = /\p{L}[-\u00AD\u2010]$/u

/** First parts of compounds that are no syllables of other words. */
const FIRST_PARTS = new Set(
  (
    'well self half good old long short high low full deep dark light cold hot hard soft kind open quick ' +
    'two three four five six seven eight nine twenty thirty forty fifty sixty seventy eighty ninety'
  ).split(' '),
)
/** What makes a word of one of them all the same: self-ish, good-ness. */
const ENDINGS = /^(?:ness|ish|ly|less|ful|ing|ed|er|est|en|s|th)\b/

/** The words of a novel, in small letters. */
export interface Vocabulary {
  words: ReadonlySet<string>
  /** Those with a hyphen within a line. */
  compounds: ReadonlySet<string>
}

export function vocabularyOf(lines: readonly PdfLine[]): Vocabulary {
  const words = new Set<string>()
  const compounds = new Set<string>()
  for (const { text } of lines) {
    if (!/[a-z]/i.test(text)) continue
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+(?:-\p{L}+)*(?!-$)/gu)) {
      if (word.includes('-')) compounds.add(word)
      else words.add(word)
    }
  }
  return { words, compounds }
}

/** Whether a line ends in a hyphen and its word goes on in the next one. */
export function endsInHyphen(text: string, next: string): boolean {
  return HYPHEN_AT_END.test(text) && /^\p{L}/u.test(next)
}

/** Joins a line that ends in a hyphen to the next one. Says whether the hyphen was one of division, and so is gone. */
export function joinHyphen(text: string, next: string, vocabulary: Vocabulary): { text: string; isMended: boolean } {
  const [before = ''] = /[\p{L}-]+(?=[-\u00AD\u2010]$)/u.exec(text) ?? []
  const [after = ''] = /^[\p{L}-]+/u.exec(next) ?? []
  const isMended = !text.endsWith('-') || isDivided(before, after, vocabulary)
  return { text: (isMended ? text.slice(0, -1) : text) + next, isMended }
}

function isDivided(before: string, after: string, { words, compounds }: Vocabulary): boolean {
  // Saint-Just.
  if (/^\p{Lu}/u.test(after)) return false
  const [first, second] = [before.toLowerCase(), after.toLowerCase()]
  if (compounds.has(`${first}-${second}`)) return false
  if (words.has(first + second)) return true
  return !(FIRST_PARTS.has(first) && !ENDINGS.test(second))
}
