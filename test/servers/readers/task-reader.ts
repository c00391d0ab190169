/** Answers the questions of our analyst: reads what they show of the novel, has the work done, and answers in the form of the task. */
import type { Evidence, PersonFinding } from '../../../src/contracts/text.ts'
import type { PromptName } from '../../../src/providers/openai/prompts/prompts.ts'
import { fillSchema } from './fill-schema.ts'
import { inventLooks } from './invented-looks.ts'
import { namesOfPair, namesOfPerson } from './named-people.ts'
import { type KnownTask, taskOfPrompt } from './prompts.ts'
import type { Question, Reader } from './reader.ts'
import { passagesIn, type ShownPassage } from './shown-passage.ts'
import type { TextWork } from './text-work.ts'

/** Words of a quotation are counted by what the prompt allows. */
const quoteCharacters = { zh: 24, en: 60 }

export function taskReader(work: TextWork): Reader {
  return async (question) => {
    const task = taskOfPrompt(question.system)
    if (task) return { text: JSON.stringify(answers[task.name](work, question, task)) }
    return { text: question.schema ? JSON.stringify(fillSchema(question.schema)) : 'Hello.' }
  }
}

type Answer = (work: TextWork, question: Question, task: KnownTask) => unknown

const answers: Record<PromptName, Answer> = {
  boundaries(work, { user }, { language }) {
    const shown = passageOf(user)
    const strengths = new Map<number, number>()
    for (const { paragraph, strength } of work.boundaries({ language, lines: shown.lines })) {
      // A line without a number can't be named: the nearest one after it is where a model would cut.
      const number = numberFrom(shown, paragraph)
      if (number !== null) strengths.set(number, Math.max(strength, strengths.get(number) ?? 0))
    }
    const boundaries = [...strengths].map(([paragraph, strength]) => ({ paragraph, strength }))
    return { boundaries: boundaries.sort((a, b) => a.paragraph - b.paragraph) }
  },

  script(work, { user }, { language }) {
    return work.script({ language, lines: passageOf(user).lines })
  },

  people(work, { user }, { language }) {
    const shown = passageOf(user)
    const people = work.people({ language, lines: shown.lines })
    return {
      people: people.map(({ name, aliases, gender, age, isNarrator, evidence }) => ({
        name,
        aliases,
        gender: gender ?? null,
        age: age ?? null,
        narrator: isNarrator ?? false,
        quotes: evidence.map((quoted) => ({
          name: quoted.name,
          paragraph: shown.numberOf(quoted.paragraph),
          quote: shortened(quoted, quoteCharacters[language]),
        })),
      })),
    }
  },

  pair(work, { user }, { language }) {
    const [first, second] = namesOfPair(user).map(findingOf)
    if (!first || !second) throw new Error(`A question about a pair names nobody:\n${user}`)
    return { answer: work.isSamePerson({ first, second, language }) ? 'same' : 'different', reason: 'names' }
  },

  description(work, { user }, { language }) {
    const shown = passageOf(user)
    const names = namesOfPerson(user)
    const { role, description, appearance, looks, ...drawn } = work.description({ language, lines: shown.lines, names })
    const { prompt, invented } = drawn.prompt === '' ? inventLooks(names[0] ?? '') : drawn
    return {
      role,
      description,
      appearance,
      prompt,
      invented,
      looks: looks.map(({ startParagraph, ...look }) => ({ ...look, paragraph: shown.numberOf(startParagraph) })),
    }
  },
}

/** The first passage is the one that is asked about. */
function passageOf(user: string): ShownPassage {
  const [passage] = passagesIn(user)
  if (!passage) throw new Error(`A question shows no passage:\n${user.slice(0, 1000)}`)
  return passage
}

function numberFrom(shown: ShownPassage, line: number): number | null {
  for (let at = line; at < shown.lines.length; at++) {
    const number = shown.ownNumberOf(at)
    if (number !== undefined) return number
  }
  return null
}

/** The part of a quotation around its name. */
function shortened({ name, quote }: Evidence, characters: number): string {
  if (quote.length <= characters) return quote
  const at = Math.max(0, quote.indexOf(name))
  const start = Math.max(0, at - Math.floor((characters - name.length) / 2))
  return quote.slice(start, start + Math.max(characters, name.length)).trim()
}

function findingOf([name = '', ...aliases]: string[]): PersonFinding {
  return { name, aliases, mentions: 1, evidence: [] }
}
