/** A perfect reader: knows the people of a book and where its chapters begin. Scripts and descriptions it leaves to the rules. */
import type { Paragraph, PersonFinding } from '../../../src/contracts/text.ts'
import type { GoldCharacter } from '../../../src/evaluation/gold-book.ts'
import { goldNamesOf } from '../../../src/evaluation/gold-names.ts'
import { eachMention } from '../../../src/novel/mentions.ts'
import { rulesWork } from './rules-work.ts'
import { spellingsOf } from './spellings.ts'
import type { ReadPassage, TextWork } from './text-work.ts'

export interface GoldAnswers {
  characters: readonly GoldCharacter[]
  /** Of the whole book. */
  paragraphs: readonly string[]
  /** Paragraphs that chapters begin with. */
  boundaries: readonly number[]
}

/** Around a name, as a reader would copy it out. */
const quoteCharacters = 30

export function goldWork({ characters, paragraphs, boundaries }: GoldAnswers): TextWork {
  const { lookUp } = goldNamesOf(characters)
  // A name that several people bear tells no reader who is meant.
  const listed = characters.flatMap(({ name, aliases }, person) =>
    [name, ...aliases].filter((one) => lookUp(one).size === 1).map((one) => [one, person] as const),
  )
  const spellings = spellingsOf(
    listed.map(([name]) => name),
    paragraphs,
  )
  const owners = new Map(
    listed.flatMap(([name, person]) => (spellings.get(name) ?? []).map((spelling) => [spelling, person] as const)),
  )
  const names = [...owners.keys()]
  const beginnings = new Set(boundaries)
  const meantBy = ({ name, aliases }: PersonFinding) =>
    new Set(
      [name, ...aliases].flatMap((one) => {
        const people = lookUp(one)
        return people.size === 1 ? [...people] : []
      }),
    )

  return {
    ...rulesWork,
    boundaries: ({ lines }) => {
      const places = placesOf(lines, paragraphs)
      return lines.flatMap(({ number }, line) =>
        beginnings.has(places[line] ?? -1) ? [{ paragraph: number, strength: 1 }] : [],
      )
    },
    people: (passage) => peopleOf(passage, names, owners, characters),
    isSamePerson: ({ first, second }) => {
      const other = meantBy(second)
      return [...meantBy(first)].some((person) => other.has(person))
    },
  }
}

/** The paragraph of the book that each line is; none where the lines do not stand in the book one after the other. */
function placesOf(lines: readonly Paragraph[], paragraphs: readonly string[]): number[] {
  const texts = lines.map(({ text }) => text)
  const filled = paragraphs.flatMap((text, paragraph) => (text.trim() === '' ? [] : [paragraph]))
  const start = filled.findIndex((_, at) => texts.every((text, line) => paragraphs[filled[at + line] ?? -1] === text))
  return start < 0 ? [] : filled.slice(start, start + lines.length)
}

interface Sighting {
  mentions: number
  paragraph: number
  quote: string
}

/** The people whose names the passage has, each with a quote for every name. */
function peopleOf(
  { lines }: ReadPassage,
  names: readonly string[],
  owners: ReadonlyMap<string, number>,
  characters: readonly GoldCharacter[],
): PersonFinding[] {
  const seen = new Map<number, Map<string, Sighting>>()
  const texts = lines.map(({ text }) => text)
  const sighting = (name: string, paragraph: number, offset: number): Sighting => ({
    mentions: 1,
    paragraph: lines[paragraph]?.number ?? 0,
    quote: (texts[paragraph] as string).slice(
      Math.max(0, offset - quoteCharacters),
      offset + name.length + quoteCharacters,
    ),
  })
  for (const { name, paragraph, offset } of eachMention(texts, names)) {
    const person = owners.get(name) as number
    const ofPerson = seen.get(person) ?? new Map<string, Sighting>()
    seen.set(person, ofPerson)
    const known = ofPerson.get(name)
    if (known) known.mentions++
    else ofPerson.set(name, sighting(name, paragraph, offset))
  }
  // The parts of a name that somebody is called by elsewhere: Hetty, where the passage has only Hetty Vane.
  for (const [name, person] of owners) {
    const ofPerson = seen.get(person)
    if (!ofPerson || ofPerson.has(name) || ![...ofPerson.keys()].some((other) => other.includes(name))) continue
    const paragraph = texts.findIndex((text) => text.includes(name))
    ofPerson.set(name, { ...sighting(name, paragraph, texts[paragraph]?.indexOf(name) ?? 0), mentions: 0 })
  }
  return [...seen].map(([person, byName]) => {
    const { name, gender = null } = characters[person] as GoldCharacter
    const found = [...byName.keys()].sort((a, b) => (byName.get(b)?.mentions ?? 0) - (byName.get(a)?.mentions ?? 0))
    const called = byName.has(name) ? name : (found[0] as string)
    return {
      name: called,
      aliases: found.filter((one) => one !== called),
      mentions: [...byName.values()].reduce((sum, { mentions }) => sum + mentions, 0),
      evidence: found.map((one) => ({
        name: one,
        paragraph: byName.get(one)?.paragraph ?? 0,
        quote: byName.get(one)?.quote ?? '',
      })),
      gender: gender ?? null,
      age: null,
      isNarrator: false,
    }
  })
}
