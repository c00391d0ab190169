/**
 * The analyst on a model, for any server that speaks OpenAI's chat completions. What a model does not answer in a usable way, after it was told
 * twice what is wrong, is done by the rules, and the item says so.
 */
import type { Boundary, Paragraph, PersonFinding } from '../../contracts/text.ts'
import type { Analyst, CallContext, Made, NovelPassage } from '../analyst.ts'
import { type AskedModel, askChecked, type Outcome, outputTokensOf } from './tasks/ask-checked.ts'
import { boundariesTask, withChapters } from './tasks/boundaries.ts'
import { descriptionTask } from './tasks/description.ts'
import { pairTask } from './tasks/pair.ts'
import { peopleTask } from './tasks/people.ts'
import { scriptTask } from './tasks/script.ts'
import { windowsByTokens } from './windows.ts'

export interface ModelAnalystOptions extends AskedModel {
  /** Names a server and an account, and no secret. */
  lane: string
  /** Does what the model can't. */
  rules: Analyst
}

/** Models read a dozen pages with care, and forget the middle of a hundred; more windows also make more calls at one time. */
const largestWindowTokens = 16_000
const smallestWindowTokens = 400
/** The system prompt, the names that are known, and a reason why an answer was not usable. */
const aroundTokens = 1200
const windowAnswerTokens = 6000
/** A part of a window that is no longer than this is not divided again. */
const smallestPartParagraphs = 2

export function createModelAnalyst(options: ModelAnalystOptions): Analyst {
  const { model, lane, rules } = options
  const origin = (promptVersion: string) => ({ provider: 'openai', model, promptVersion })
  const questionTokens = () =>
    Math.max(
      smallestWindowTokens,
      Math.floor((options.contextTokens - outputTokensOf(options, windowAnswerTokens) - aroundTokens) / 1.1),
    )

  /** The value of the model, or that of the rules with a note. */
  async function valueOr<Value>(
    outcome: Outcome<Value>,
    call: CallContext,
    byRules: () => Promise<Made<Value>>,
  ): Promise<Made<Value>> {
    if (outcome.kind === 'value') return { value: outcome.value, origin: origin(outcome.promptVersion) }
    call.note({ code: 'fell_back_to_rules', params: { reason: outcome.reason.slice(0, 300) } })
    return byRules()
  }

  /** Asks about a passage, and about its halves when the answer for the whole is cut off or the question does not fit. */
  async function inParts<Value>(
    passage: NovelPassage,
    call: CallContext,
    ask: (part: NovelPassage) => Promise<Outcome<Value[]>>,
    byRules: (part: NovelPassage) => Promise<Made<Value[]>>,
  ): Promise<{ made: Made<Value[]>[]; parts: number }> {
    if (passage.paragraphs.every(({ text }) => text.trim() === '')) {
      return { made: [await byRules(passage)], parts: 1 }
    }
    const outcome = await ask(passage)
    const [first, second] = halves(passage)
    if (outcome.kind !== 'too_long' || !second)
      return { made: [await valueOr(outcome, call, () => byRules(passage))], parts: 1 }
    const before = await inParts(first, call, ask, byRules)
    const after = await inParts(second, call, ask, byRules)
    return { made: [...before.made, ...after.made], parts: before.parts + after.parts }
  }

  async function wholeOf<Value>(
    passage: NovelPassage,
    call: CallContext,
    ask: (part: NovelPassage) => Promise<Outcome<Value[]>>,
    byRules: (part: NovelPassage) => Promise<Made<Value[]>>,
  ): Promise<Made<Value[]>> {
    call.report({ done: 0, total: 1 })
    const { made, parts } = await inParts(passage, call, ask, byRules)
    if (parts > 1) call.note({ code: 'passage_divided', params: { parts } })
    call.report({ done: 1, total: 1 })
    // What a model made of most of the window is said to be the model's; the notes tell of the rest.
    const byModel = made.find((part) => part.origin.promptVersion !== null)
    return { value: made.flatMap(({ value }) => value), origin: (byModel ?? (made[0] as Made<Value[]>)).origin }
  }

  return {
    provider: 'openai',
    model,
    lane,
    billable: true,

    divideIntoWindows: (paragraphs) => windowsByTokens(paragraphs, Math.min(largestWindowTokens, questionTokens())),

    proposeBoundaries: (passage, call) =>
      wholeOf<Boundary>(
        passage,
        call,
        (part) => askChecked(options, boundariesTask(part), call),
        async (part) => {
          const { value, origin } = await rules.proposeBoundaries(part, call)
          return {
            value: withChapters(
              value,
              part.chapters.map(({ startParagraph }) => startParagraph),
            ),
            origin,
          }
        },
      ),

    async writeScript(passage, call) {
      call.report({ done: 0, total: 1 })
      const onText = (text: string) => call.report({ done: 0, total: 1, text })
      const { shown, isWhole } = fitting(passage.paragraphs, questionTokens())
      if (!isWhole) {
        call.note({ code: 'passage_shortened', params: { shown: shown.length, whole: passage.paragraphs.length } })
      }
      const shownPassage = { ...passage, paragraphs: shown }
      let outcome = await askChecked(options, scriptTask(shownPassage, onText), call)
      if (outcome.kind === 'too_long') {
        outcome = await askChecked(options, scriptTask(shownPassage, onText, { isShort: true }), call)
      }
      const made = await valueOr(outcome, call, () => rules.writeScript(passage, call))
      call.report({ done: 1, total: 1 })
      return made
    },

    findPeople: (passage, call) =>
      wholeOf<PersonFinding>(
        passage,
        call,
        (part) => askChecked(options, peopleTask({ ...part, known: passage.known }), call),
        (part) => rules.findPeople({ ...part, known: passage.known }, call),
      ),

    async decideMerge(pair, call) {
      const outcome = await askChecked(options, pairTask(pair), call)
      return valueOr(outcome, call, () => rules.decideMerge(pair, call))
    },

    async describeCharacter(facts, call) {
      const outcome = await askChecked(options, descriptionTask(facts, questionTokens()), call)
      return valueOr(outcome, call, () => rules.describeCharacter(facts, call))
    },
  }
}

function halves(passage: NovelPassage): [NovelPassage, NovelPassage | null] {
  const { paragraphs, startParagraph, endParagraph } = passage
  if (paragraphs.length < smallestPartParagraphs) return [passage, null]
  const whole = paragraphs.reduce((sum, { text }) => sum + text.length, 0)
  let before = 0
  const half = paragraphs.findIndex(({ text }) => {
    before += text.length
    return before * 2 >= whole
  })
  const at = Math.min(paragraphs.length - 1, Math.max(1, half + 1))
  const middle = startParagraph + at
  const part = (start: number, end: number, some: Paragraph[]): NovelPassage => ({
    ...passage,
    startParagraph: start,
    endParagraph: end,
    paragraphs: some,
    chapters: passage.chapters.filter((chapter) => chapter.startParagraph >= start && chapter.startParagraph < end),
  })
  return [part(startParagraph, middle, paragraphs.slice(0, at)), part(middle, endParagraph, paragraphs.slice(at))]
}

/** The paragraphs that fit: from the beginning and the end, where an episode opens and turns. */
function fitting(paragraphs: Paragraph[], mostTokens: number): { shown: Paragraph[]; isWhole: boolean } {
  const [whole, ...more] = windowsByTokens(
    paragraphs.map(({ text }) => text),
    mostTokens,
  )
  if (!whole || more.length === 0) return { shown: paragraphs, isWhole: true }
  const [first] = windowsByTokens(
    paragraphs.map(({ text }) => text),
    Math.floor(mostTokens / 2),
  )
  const backwards = [...paragraphs].reverse()
  const [last] = windowsByTokens(
    backwards.map(({ text }) => text),
    Math.floor(mostTokens / 2),
  )
  const opening = paragraphs.slice(0, first?.endParagraph)
  const ending = backwards.slice(0, last?.endParagraph).reverse()
  return {
    shown: [...opening, ...ending.filter(({ number }) => !opening.some((one) => one.number === number))],
    isWhole: false,
  }
}
