/**
 * The analyst on a model, for any server that speaks OpenAI's chat completions. What a model does not answer in a usable way, after it was told
 * twice what is wrong, is done by the rules, and the item says so.
 */
import type { ItemNoteCode } from '../../contracts/item-notes.ts'
import type { Boundary, Paragraph, PersonFinding } from '../../contracts/text.ts'
import type { Analyst, CallContext, Made, NovelPassage } from '../analyst.ts'
import { type AskedModel, askChecked, type Outcome, outputTokensOf, type TooLong } from './tasks/ask-checked.ts'
import { boundariesTask, headingsOf, withChapters } from './tasks/boundaries.ts'
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
/** The system prompt, the schema in words, the names that are known, and a reason why an answer was not usable. */
const aroundTokens = 1200
const windowAnswerTokens = 6000
/** A passage is divided so often when answers are cut off: a model that never ends would be asked about every line. */
const mostCuts = 2
/** So often when questions do not fit, which costs nothing: from the largest window to the smallest context. */
const mostShrinks = 5

/** What is said of a passage that was read in parts. */
const dividedNotes = {
  cut_off: 'passage_divided',
  does_not_fit: 'passage_did_not_fit',
  too_slow: 'passage_took_too_long',
} as const satisfies Record<TooLong, ItemNoteCode>

export function createModelAnalyst(options: ModelAnalystOptions): Analyst {
  const { model, lane, rules } = options
  const origin = (promptVersion: string) => ({ provider: 'openai', model, promptVersion })
  const questionTokens = (asked: AskedModel = options) =>
    Math.max(
      smallestWindowTokens,
      Math.floor((asked.contextTokens - outputTokensOf(asked, windowAnswerTokens) - aroundTokens) / 1.1),
    )
  /** What the server declined as too large is twice what it is assumed to take. */
  const smaller = (tokens: number): AskedModel => ({ ...options, contextTokens: Math.floor(tokens / 2) })

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

  /** Asks, and asks for less as long as the question does not fit. */
  async function shrinking<Value>(
    ask: (asked: AskedModel) => Promise<Outcome<Value>>,
  ): Promise<{ outcome: Outcome<Value>; asked: AskedModel }> {
    let asked: AskedModel = options
    let outcome = await ask(asked)
    for (let i = 0; i < mostShrinks && outcome.kind === 'too_long' && outcome.tokens !== null; i++) {
      asked = smaller(outcome.tokens)
      outcome = await ask(asked)
    }
    return { outcome, asked }
  }

  /** Asks about a passage, and about its halves when the answer for the whole is cut off or the question does not fit. */
  async function inParts<Value>(
    passage: NovelPassage,
    call: CallContext,
    how: PassageWork<Value>,
    left: { asked: AskedModel; cuts: number; shrinks: number },
  ): Promise<{ made: Made<Value[]>[]; parts: number; why?: TooLong }> {
    if (passage.paragraphs.every(({ text }) => text.trim() === '')) {
      return { made: [await how.byRules(passage)], parts: 1 }
    }
    const outcome = await how.ask(left.asked, passage)
    if (outcome.kind === 'too_long' && passage.paragraphs.length > 1) {
      const [first, second] = halves(passage)
      const { tokens } = outcome
      const next =
        tokens === null
          ? { ...left, cuts: left.cuts - 1 }
          : { ...left, asked: smaller(tokens), shrinks: left.shrinks - 1 }
      if (next.cuts >= 0 && next.shrinks >= 0) {
        const before = await inParts(first, call, how, next)
        const after = await inParts(second, call, how, next)
        return { made: [...before.made, ...after.made], parts: before.parts + after.parts, why: outcome.why }
      }
    }
    return { made: [await valueOr(outcome, call, () => how.byRules(passage))], parts: 1 }
  }

  async function wholeOf<Value>(
    passage: NovelPassage,
    call: CallContext,
    how: PassageWork<Value>,
  ): Promise<Made<Value[]>> {
    call.report({ done: 0, total: 1 })
    const { made, parts, why } = await inParts(passage, call, how, {
      asked: options,
      cuts: mostCuts,
      shrinks: mostShrinks,
    })
    if (why) call.note({ code: dividedNotes[why], params: { parts } })
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
    get counting() {
      return { contextTokens: options.contextTokens, capabilities: options.capabilities() }
    },

    divideIntoWindows: (paragraphs) => windowsByTokens(paragraphs, Math.min(largestWindowTokens, questionTokens())),

    proposeBoundaries: (passage, call) =>
      wholeOf<Boundary>(passage, call, {
        ask: (asked, part) => askChecked(asked, boundariesTask(part), call),
        byRules: async (part) => {
          const { value, origin } = await rules.proposeBoundaries(part, call)
          return { value: withChapters(value, headingsOf(part)), origin }
        },
      }),

    async writeScript(passage, call) {
      call.report({ done: 0, total: 1 })
      const onText = (text: string) => call.report({ done: 0, total: 1, text })
      const whole = passage.paragraphs
      let shown = whole
      const ask = (asked: AskedModel, isShort: boolean) =>
        askChecked(asked, scriptTask({ ...passage, paragraphs: shown }, onText, { isShort }), call)
      const first = await shrinking((asked) => {
        shown = fitting(whole, questionTokens(asked))
        return ask(asked, false)
      })
      const outcome = first.outcome.kind === 'too_long' ? await ask(first.asked, true) : first.outcome
      if (outcome.kind === 'value' && shown.length < whole.length) {
        call.note({ code: 'passage_shortened', params: { shown: shown.length, whole: whole.length } })
      }
      const made = await valueOr(outcome, call, () => rules.writeScript(passage, call))
      call.report({ done: 1, total: 1 })
      return made
    },

    findPeople: (passage, call) =>
      wholeOf<PersonFinding>(passage, call, {
        ask: (asked, part) => askChecked(asked, peopleTask({ ...part, known: passage.known }), call),
        byRules: (part) => rules.findPeople({ ...part, known: passage.known }, call),
      }),

    async decideMerge(pair, call) {
      const outcome = await askChecked(options, pairTask(pair), call)
      return valueOr(outcome, call, () => rules.decideMerge(pair, call))
    },

    async describeCharacter(facts, call) {
      const { outcome } = await shrinking((asked) =>
        askChecked(asked, descriptionTask(facts, questionTokens(asked)), call),
      )
      return valueOr(outcome, call, () => rules.describeCharacter(facts, call))
    },
  }
}

/** How one task is done for a passage or a part of it. */
interface PassageWork<Value> {
  ask(asked: AskedModel, part: NovelPassage): Promise<Outcome<Value[]>>
  byRules(part: NovelPassage): Promise<Made<Value[]>>
}

/** Two parts of about the same length, of a passage of two paragraphs at least. They tile it. */
function halves(passage: NovelPassage): [NovelPassage, NovelPassage] {
  const { paragraphs, startParagraph, endParagraph } = passage
  const whole = paragraphs.reduce((sum, { text }) => sum + text.length, 0)
  let before = 0
  const half = paragraphs.findIndex(({ text }) => {
    before += text.length
    return before * 2 >= whole
  })
  const at = Math.min(paragraphs.length - 1, half + 1)
  const middle = (paragraphs[at] as Paragraph).number
  const part = (start: number, end: number, some: Paragraph[]): NovelPassage => ({
    ...passage,
    startParagraph: start,
    endParagraph: end,
    paragraphs: some,
    chapters: passage.chapters.filter((chapter) => chapter.startParagraph >= start && chapter.startParagraph < end),
  })
  return [part(startParagraph, middle, paragraphs.slice(0, at)), part(middle, endParagraph, paragraphs.slice(at))]
}

/** The paragraphs that fit, all or those from the beginning and the end, where an episode opens and turns. */
function fitting(paragraphs: Paragraph[], mostTokens: number): Paragraph[] {
  const texts = paragraphs.map(({ text }) => text)
  if (windowsByTokens(texts, mostTokens).length <= 1) return paragraphs
  const [first] = windowsByTokens(texts, Math.floor(mostTokens / 2))
  const [last] = windowsByTokens([...texts].reverse(), Math.floor(mostTokens / 2))
  const opening = first?.endParagraph ?? 0
  const ending = Math.max(opening, paragraphs.length - (last?.endParagraph ?? 0))
  return [...paragraphs.slice(0, opening), ...paragraphs.slice(ending)]
}
