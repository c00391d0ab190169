/** What the questions of our analyst ask for, in the words of the domain. How questions and answers look on the wire is not its business. */
import type { Boundary, CharacterDescription, Language, Paragraph, PersonFinding } from '../../../src/contracts/text.ts'

/** Lines of a passage, numbered from 0. */
export interface ReadPassage {
  language: Language
  lines: Paragraph[]
}

export interface DramaScript {
  title: string
  summary: string
  hook: string
  scenes: {
    /** Empty where the text does not say. */
    place: string
    time: string | null
    inside: boolean | null
    persons: string[]
    beats: { speaker: string | null; manner: string | null; text: string }[]
  }[]
}

export interface TextWork {
  /** By lines of the passage. */
  boundaries(passage: ReadPassage): Boundary[]
  script(passage: ReadPassage): DramaScript
  people(passage: ReadPassage): PersonFinding[]
  isSamePerson(pair: { first: PersonFinding; second: PersonFinding; language: Language }): boolean
  /** Of the person with these names. */
  description(passage: ReadPassage & { names: string[] }): CharacterDescription
}
