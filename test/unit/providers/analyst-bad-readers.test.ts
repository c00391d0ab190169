/**
 * Every kind of bad answer, on every task, in both languages: it ends in what a good answer would have given, or in the rules, and says so; and a
 * question is asked three times at most.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  boundarySchema,
  characterDescriptionSchema,
  episodeScriptSchema,
  type Language,
  personFindingSchema,
} from '../../../src/contracts/text.ts'
import type { Analyst, CallContext, Made } from '../../../src/providers/analyst.ts'
import { type OpenAiServer, startOpenAiServer } from '../../servers/openai/server.ts'
import { type BadContent, type BadKind, badContents, badForms, badReader } from '../../servers/readers/bad-reader.ts'
import type { Reader } from '../../servers/readers/reader.ts'
import { rulesWork } from '../../servers/readers/rules-work.ts'
import { taskReader } from '../../servers/readers/task-reader.ts'
import { enNovel, zhCast, zhNovel } from '../../support/novels.ts'
import { analystOn, factsOf, paragraphsOf, passageOf, payer } from './analyst-at-work.ts'
import { rejection } from './loopback.ts'

/** The passage is somewhere in its novel. */
const first = 70
const good = taskReader(rulesWork)
let reader: Reader = good
let server: OpenAiServer

beforeAll(async () => {
  server = await startOpenAiServer({ reader: (question) => reader(question) })
})
afterAll(() => server.close())

interface Task {
  run(analyst: Analyst, call: CallContext): Promise<Made<unknown>>
  /** What may ever be stored. */
  valid: z.ZodType
}

async function tasksIn(language: Language): Promise<Record<string, Task>> {
  const texts = await paragraphsOf(language === 'zh' ? zhNovel(3, 2) : enNovel(9))
  const passage = passageOf(texts, language, first)
  const [name, other] = language === 'zh' ? zhCast : ['Margaret Hale', 'Thomas Reed']
  const person = (who = '') => {
    const index = texts.findIndex((text) => text.includes(who))
    return {
      name: who,
      aliases: [],
      mentions: 3,
      evidence: [{ name: who, paragraph: first + index, quote: texts[index] ?? '' }],
    }
  }
  const inside = z.int().min(first).lt(passage.endParagraph)
  return {
    boundaries: {
      run: (analyst, call) => analyst.proposeBoundaries(passage, call),
      valid: z
        .array(boundarySchema.extend({ paragraph: inside }))
        .refine((all) => all.every(({ paragraph }, i) => i === 0 || paragraph > (all[i - 1]?.paragraph ?? 0))),
    },
    script: {
      run: (analyst, call) => analyst.writeScript(passage, call),
      valid: episodeScriptSchema.refine(({ title }) => title.length <= 80),
    },
    people: {
      run: (analyst, call) => analyst.findPeople({ ...passage, known: [] }, call),
      valid: z.array(
        personFindingSchema.refine(
          ({ name, aliases, evidence }) =>
            [name, ...aliases].every((one) => evidence.some((quoted) => quoted.name === one)) &&
            evidence.every(
              ({ name, paragraph, quote }) => quote.includes(name) && texts[paragraph - first]?.includes(quote),
            ),
        ),
      ),
    },
    pair: {
      run: (analyst, call) => analyst.decideMerge({ first: person(name), second: person(other), language }, call),
      valid: z.enum(['same', 'different']),
    },
    description: {
      run: (analyst, call) => analyst.describeCharacter(factsOf(name ?? '', passage.paragraphs, language), call),
      valid: characterDescriptionSchema.refine(
        ({ looks }) =>
          looks.every(({ startParagraph }) => inside.safeParse(startParagraph).success) &&
          new Set(looks.map((look) => look.name)).size === looks.length,
      ),
    },
  }
}

const ofNumbers = ['outside_the_passage', 'negative_numbers', 'fractions'] as const
const ofLists = ['reversed_lists', 'everything_twice'] as const
/** Contents that say nothing wrong in a task, or nothing that is not put right. All others end in the rules. */
const kept: Record<string, readonly BadContent[]> = {
  boundaries: [...ofLists, 'empty_lists', 'empty_words', 'invented_words', 'endless_words'],
  script: [...ofNumbers, 'reversed_lists'],
  people: [...ofNumbers, ...ofLists],
  pair: [...ofNumbers, ...ofLists, 'empty_lists'],
  description: [...ofNumbers, ...ofLists, 'empty_lists', 'invented_words'],
}

const { zh, en } = { zh: await tasksIn('zh'), en: await tasksIn('en') }
const cases = Object.entries({ zh, en }).flatMap(([language, tasks]) =>
  Object.entries(tasks).map(([name, task]) => ({ language, name, task })),
)

/** `times`: so many answers are bad, and those after them good. */
async function ask(task: Task, kind: BadKind | null, times = Number.POSITIVE_INFINITY) {
  const bad = kind === null ? good : badReader(good, { kind })
  let asked = 0
  reader = (question) => (asked++ < times ? bad : good)(question)
  const before = server.ledger.entries.length
  const call = payer()
  const made = await task.run(analystOn(server.baseUrl), call)
  const taken = server.ledger.entries.slice(before).filter(({ accepted }) => accepted).length
  return { made, call, taken, codes: call.notes.map(({ code }) => code) }
}

describe.each(cases)('$name in $language', ({ name, task }) => {
  it('a good answer is taken as it is', async () => {
    const { made, codes, taken } = await ask(task, null)
    expect(task.valid.safeParse(made.value).error).toBeUndefined()
    expect([made.origin.provider, codes, taken]).toEqual(['openai', [], 1])
  })

  it.each(badForms)('%s: the answer is taken', async (kind) => {
    const { made: right } = await ask(task, null)
    const { made, codes, taken } = await ask(task, kind)
    expect(made).toEqual(right)
    expect([codes, taken]).toEqual([[], 1])
  })

  it.each(badContents)('%s: what comes of it is right, or of the rules', async (kind) => {
    const { made, call, codes, taken } = await ask(task, kind)
    expect(task.valid.safeParse(made.value).error).toBeUndefined()
    const isKept = kept[name]?.includes(kind)
    expect([made.origin.provider, codes.includes('fell_back_to_rules')]).toEqual([
      isKept ? 'openai' : 'offline',
      !isKept,
    ])
    const questions = new Map<string, number>()
    for (const { step } of call.calls) {
      const question = step.replace(/ \d+$/, '')
      questions.set(question, (questions.get(question) ?? 0) + 1)
    }
    expect(Math.max(...questions.values())).toBeLessThanOrEqual(3)
    expect(taken).toBe(call.calls.length)
  })

  it('a bad answer that turns good when it is told why is the model’s, with a note', async () => {
    const { made: right } = await ask(task, null)
    const { made, codes, taken } = await ask(task, 'wrong_keys', 1)
    expect(made).toEqual(right)
    expect([codes, taken]).toEqual([['answer_repaired'], 2])
  })

  it.each(['refusal', 'content_filter'] as const)('%s ends the item', async (kind) => {
    server.setFaults([{ fault: { kind } }])
    try {
      expect(await rejection(ask(task, null))).toMatchObject({ code: 'provider_refused' })
    } finally {
      server.setFaults([])
    }
  })
})
