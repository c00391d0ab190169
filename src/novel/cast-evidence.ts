/** Quotes that show the names of a person, each verified in the novel. */
import type { Evidence, PersonFinding } from '../contracts/text.ts'
import type { Mentions } from './mentions.ts'
import { sentencesOf } from './sentences.ts'

/** Quotes spread over the novel for a person; each further name has one of its own beside them. */
const MAX_SPREAD = 8
/** A longer sentence is cut around the name, at spaces where it has any. */
const MAX_QUOTE = 240

/** The quotes of the findings that stand in their paragraph and hold the name they were given for. */
export function verifiedEvidence(
  findings: readonly PersonFinding[],
  paragraphs: readonly string[],
): ReadonlyMap<string, Evidence[]> {
  const byName = new Map<string, Evidence[]>()
  for (const { evidence } of findings) {
    for (const item of evidence) {
      if (!item.quote.includes(item.name) || !paragraphs[item.paragraph]?.includes(item.quote)) continue
      const known = byName.get(item.name)
      if (known) known.push(item)
      else byName.set(item.name, [item])
    }
  }
  return byName
}

export interface EvidenceSources {
  /** From `verifiedEvidence`. */
  quotes: ReadonlyMap<string, readonly Evidence[]>
  mentions: ReadonlyMap<string, Mentions>
  paragraphs: readonly string[]
}

/** At most eight quotes spread over the novel, and one for each name that has none among them. `names` main name first. */
export function evidenceOf(
  names: readonly string[],
  paragraphsOfPerson: readonly number[],
  sources: EvidenceSources,
): Evidence[] {
  const found = names.flatMap((name) => sources.quotes.get(name) ?? [])
  const quotes = spreadEvidence(
    found.length > 0 ? found : [firstQuote(names[0] ?? '', paragraphsOfPerson, sources)].flat(),
  )
  for (const name of names) {
    if (quotes.some((item) => item.name === name)) continue
    const own = sources.quotes.get(name)?.[0] ?? firstQuote(name, paragraphsOfPerson, sources)[0]
    if (own !== undefined) quotes.push(own)
  }
  return quotes.sort((a, b) => a.paragraph - b.paragraph)
}

/** At most eight of the quotes, spread over the novel, each once. */
export function spreadEvidence(quotes: readonly Evidence[]): Evidence[] {
  const distinct = [...new Map(quotes.map((item) => [`${item.paragraph} ${item.quote}`, item])).values()]
  distinct.sort((a, b) => a.paragraph - b.paragraph)
  if (distinct.length <= MAX_SPREAD) return distinct
  const step = distinct.length / MAX_SPREAD
  return Array.from({ length: MAX_SPREAD }, (_, i) => distinct[Math.floor(i * step)] as Evidence)
}

/** The sentence that first holds the name; a part of a longer name stands where that one does. */
function firstQuote(
  name: string,
  paragraphsOfPerson: readonly number[],
  { mentions, paragraphs }: EvidenceSources,
): Evidence[] {
  const own = mentions.get(name)?.paragraphs[0]
  const paragraph = own ?? paragraphsOfPerson.find((number) => paragraphs[number]?.includes(name))
  if (paragraph === undefined) return []
  const text = paragraphs[paragraph] as string
  // A name may reach over what looks like the end of a sentence; the paragraph then is the quote.
  const sentence = sentencesOf(text).find((piece) => piece.includes(name)) ?? text
  return [{ name, paragraph, quote: cutAround(sentence, name) }]
}

function cutAround(sentence: string, name: string): string {
  if (sentence.length <= MAX_QUOTE) return sentence
  const at = sentence.indexOf(name)
  const from = Math.max(0, Math.min(at - (MAX_QUOTE - name.length) / 2, sentence.length - MAX_QUOTE))
  const start = from <= 0 ? 0 : Math.min(at, sentence.indexOf(' ', from) + 1 || Math.floor(from))
  const end = Math.max(at + name.length, Math.min(sentence.length, start + MAX_QUOTE))
  const space = end < sentence.length ? sentence.lastIndexOf(' ', end) : end
  return sentence.slice(start, space > at + name.length ? space : end).trim()
}
