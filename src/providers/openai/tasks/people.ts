/** Who is in a passage, asked of a model. What it says is held to the text: names that do not occur in it, and quotes that are none, are left out. */
import { z } from 'zod'
import type { ItemNote } from '../../../contracts/item-notes.ts'
import {
  type Evidence,
  genderSchema,
  type Language,
  type Paragraph,
  type PersonFinding,
} from '../../../contracts/text.ts'
import { eachMention } from '../../../novel/mentions.ts'
import type { KnownPerson, NovelPassage } from '../../analyst.ts'
import { countTokens } from '../../tokens.ts'
import type { Checked, Task } from './ask-checked.ts'
import { reasonIn } from './reasons.ts'
import { type ShownText, showNumbered } from './shown-text.ts'

const answerSchema = z.object({
  people: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()),
      // What is left out, or told in other words, is not known; names are worth having without it.
      gender: genderSchema.nullable().catch(null),
      age: z.string().nullable().catch(null),
      narrator: z.boolean().catch(false),
      quotes: z.array(z.object({ name: z.string(), paragraph: z.int(), quote: z.string() })).catch([]),
    }),
  ),
})
type Answer = z.infer<typeof answerSchema>
type AnsweredPerson = Answer['people'][number]

const answerTokens = 6000
const longestName = 60
const longestQuote = 200
const longestAge = 60
/** Nobody knows more people in a dozen pages. */
const mostPeople = 150
const mostAliases = 20
/** What the names that are known already may take of the question. */
const knownShare = 0.02
/** A number only tells where a quote is looked for first, so a few are enough. */
const tokensPerNumber = 120
/** Around a name that the model gave no quote for, as it stands in the text. */
const quoteAround = 24
/** A passage of this many tokens without anybody is asked about again. */
const tokensWithoutPeople = 800

export function peopleTask(passage: NovelPassage & { known: KnownPerson[] }): Task<Answer, PersonFinding[]> {
  const { language, paragraphs } = passage
  const shown = showNumbered(paragraphs, { tokensPerNumber })
  const tokens = countTokens(shown.text)
  const known = knownInWords(passage.known, tokens * knownShare)
  const heading = language === 'zh' ? '已知人物：' : 'Known so far: '
  return {
    name: 'people',
    language,
    subject: `${passage.startParagraph}-${passage.endParagraph}`,
    user: known === '' ? shown.text : `${heading}${known}\n\n${shown.text}`,
    schema: answerSchema,
    maxOutputTokens: answerTokens,
    temperature: 0,
    check: (answer) => checkPeople(answer.people, shown, passage, tokens),
  }
}

function knownInWords(known: readonly KnownPerson[], mostTokens: number): string {
  let words = ''
  for (const { name, aliases } of known) {
    const next = `${words}${words && '; '}${[name, ...aliases.slice(0, 2)].join(' = ')}`
    if (countTokens(next) > mostTokens) break
    words = next
  }
  return words
}

function checkPeople(
  answered: readonly AnsweredPerson[],
  shown: ShownText,
  passage: NovelPassage & { known: KnownPerson[] },
  tokens: number,
): Checked<PersonFinding[]> {
  const { paragraphs, known, language } = passage
  if (answered.length > mostPeople) {
    return { reason: reasonIn(language, 'too_many', { what: 'people', most: mostPeople }) }
  }
  const isKnownThere = known.some(({ name }) => paragraphs.some(({ text }) => text.includes(name)))
  if (answered.length === 0 && (isKnownThere || tokens >= tokensWithoutPeople)) {
    return { reason: reasonIn(language, 'nobody') }
  }
  const text = textWithPlaces(passage, answered)
  const leftOut: string[] = []
  // The prompt asks for the names of people who are known, so they may stand there without being in this passage.
  const knownNames = new Set(known.map(({ name }) => name))
  const findings = answered.flatMap((person) => {
    const finding = findingOf(person, shown, text, { leftOut, isKnown: (name) => knownNames.has(name) })
    return finding ? [finding] : []
  })
  // What a model knows from elsewhere shows as names that the passage does not have.
  if (findings.length * 2 < answered.length) {
    return { reason: reasonIn(language, 'names_not_in_text', { name: leftOut[0] ?? '""' }) }
  }
  const notes: ItemNote[] =
    leftOut.length === 0
      ? []
      : [{ code: 'answer_shortened', params: { what: leftOut.slice(0, 5).join('; ').slice(0, 300) } }]
  return { value: merged(findings), notes }
}

/** Models give these as further names, of whoever tells the story above all. */
const pronouns: Record<Language, RegExp> = {
  zh: /^(?:[我你您他她它咱俺]们?|自己|本人|[^\p{L}]+)$/u,
  en: /^(?:i|me|my|you|he|him|she|her|it|we|us|they|them|[^\p{L}]+)$/iu,
}

interface TextWithPlaces {
  startParagraph: number
  paragraphs: readonly Paragraph[]
  /** Where each name stands, by index of the paragraph. */
  places: ReadonlyMap<string, { index: number; offset: number }[]>
}

function textWithPlaces(
  { paragraphs, language, startParagraph }: NovelPassage,
  people: readonly AnsweredPerson[],
): TextWithPlaces {
  const names = new Set(
    people
      .flatMap(({ name, aliases }) => [name, ...aliases])
      .map((name) => name.trim())
      .filter((name) => name !== '' && name.length <= longestName && !pronouns[language].test(name)),
  )
  const places = new Map<string, { index: number; offset: number }[]>()
  const texts = paragraphs.map(({ text }) => text)
  for (const { name, paragraph, offset } of eachMention(texts, [...names])) {
    const known = places.get(name)
    if (known) known.push({ index: paragraph, offset })
    else places.set(name, [{ index: paragraph, offset }])
  }
  // A name inside a longer one is a mention of the longer one; where it stands alone nowhere, it is a name all the same.
  for (const name of names) {
    if (places.has(name)) continue
    const index = texts.findIndex((text) => text.includes(name))
    if (index >= 0) places.set(name, [{ index, offset: (texts[index] as string).indexOf(name) }])
  }
  return { startParagraph, paragraphs, places }
}

function findingOf(
  person: AnsweredPerson,
  shown: ShownText,
  text: TextWithPlaces,
  { leftOut, isKnown }: { leftOut: string[]; isKnown(name: string): boolean },
): PersonFinding | null {
  const wanted = [...new Set([person.name, ...person.aliases].map((name) => name.trim()))].filter((name) => name !== '')
  const names = wanted.filter((name) => text.places.has(name)).slice(0, mostAliases + 1)
  for (const name of wanted) {
    if (!text.places.has(name) && !isKnown(name)) leftOut.push([...name].slice(0, longestName).join(''))
  }
  const [name, ...aliases] = names
  if (name === undefined) return null
  const mentions = names.reduce((sum, one) => sum + (text.places.get(one)?.length ?? 0), 0)
  const age = person.age?.trim().slice(0, longestAge)
  return {
    name,
    aliases,
    mentions,
    gender: person.gender,
    age: age && text.paragraphs.some((paragraph) => paragraph.text.includes(age)) ? age : null,
    isNarrator: person.narrator,
    evidence: names.map((one) => evidenceOf(one, person.quotes, shown, text)),
    readFrom: text.startParagraph,
  }
}

/** The quote that the model gives for a name where it stands in the text to the letter, and else the words around the name. */
function evidenceOf(
  name: string,
  quotes: AnsweredPerson['quotes'],
  { numbers }: ShownText,
  { paragraphs, places }: TextWithPlaces,
): Evidence {
  for (const { name: of, paragraph, quote } of quotes) {
    const words = quote.trim()
    if (of.trim() !== name || words === '' || words.length > longestQuote || !words.includes(name)) continue
    const shownAt = numbers.get(paragraph)
    const from = shownAt === undefined ? 0 : paragraphs.findIndex(({ number }) => number === shownAt)
    const after = paragraphs.slice(Math.max(0, from)).find(({ text }) => text.includes(words))
    const found = after ?? paragraphs.find(({ text }) => text.includes(words))
    if (found) return { name, paragraph: found.number, quote: words }
  }
  const { index, offset } = places.get(name)?.[0] ?? { index: 0, offset: 0 }
  const { number, text } = paragraphs[index] as Paragraph
  const quote = text.slice(Math.max(0, offset - quoteAround), offset + name.length + quoteAround)
  // A cut through a character of two units leaves halves at the ends, which no file can hold.
  return { name, paragraph: number, quote: quote.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '').trim() }
}

/** One entry for each name: a model that lists somebody twice means one. */
function merged(findings: readonly PersonFinding[]): PersonFinding[] {
  const byName = new Map<string, PersonFinding>()
  for (const finding of findings) {
    const known = byName.get(finding.name)
    if (!known) {
      byName.set(finding.name, finding)
      continue
    }
    const aliases = [...new Set([...known.aliases, ...finding.aliases])]
    const evidence = [
      ...known.evidence,
      ...finding.evidence.filter(({ name }) => !known.evidence.some((e) => e.name === name)),
    ]
    byName.set(finding.name, {
      ...known,
      aliases,
      evidence,
      mentions: Math.max(known.mentions, finding.mentions),
      gender: known.gender ?? finding.gender ?? null,
      age: known.age ?? finding.age ?? null,
      isNarrator: (known.isNarrator || finding.isNarrator) ?? false,
    })
  }
  return [...byName.values()]
}
