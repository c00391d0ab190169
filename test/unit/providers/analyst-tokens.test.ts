/** What a pass over a novel costs in tokens, and that prompts do not change under their version. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Language, languageSchema } from '../../../src/contracts/text.ts'
import { episodePassage, novelPassage } from '../../../src/novel/passages.ts'
import type { Analyst, CallContext, PaidCall } from '../../../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { createModelAnalyst } from '../../../src/providers/openai/analyst.ts'
import { promptNames, promptOf } from '../../../src/providers/openai/prompts/prompts.ts'
import { countTokens } from '../../../src/providers/tokens.ts'
import { clientOf } from './loopback.ts'
import { capabilities } from './question.ts'

const analyst = createModelAnalyst({
  // Nothing is sent: calls end where they would be paid for.
  client: clientOf('http://127.0.0.1:9'),
  model: 'm-1',
  contextTokens: 128_000,
  capabilities: () => capabilities,
  onLearned: () => {},
  lane: 'text:test',
  rules: createOfflineAnalyst(),
})

/** Dialogue in short lines is where numbers cost most. */
const lines: Record<Language, string[]> = {
  zh: [
    '他抬起头，看着窗外的雨。',
    '“你怎么来了？”她低声问道。',
    '沈青禾没有回答，只是把信放在桌上，转身走进了里屋，很久都没有出来。',
    '“都过去了。”',
  ],
  en: [
    'He looked up at the rain.',
    '“Why have you come?” she asked in a low voice.',
    'Eleanor Pryce did not answer; she laid the letter on the table, went into the back room, and stayed there long.',
    '“It is over.”',
  ],
}

function novelOf(language: Language, wantedTokens: number) {
  const tokens = countTokens(lines[language].join('\n'))
  const times = Math.ceil(wantedTokens / tokens)
  const paragraphs = Array.from({ length: times * lines[language].length }, (_, i) => lines[language][i % 4] as string)
  return { paragraphs, language }
}

async function paidFor(ask: (analyst: Analyst, call: CallContext) => Promise<unknown>): Promise<PaidCall> {
  const stop = new Error('only counted')
  let paid: PaidCall | null = null
  const call: CallContext = {
    signal: new AbortController().signal,
    report: () => {},
    note: () => {},
    pay: async (asked) => {
      paid = asked
      throw stop
    },
  }
  await ask(analyst, call).catch((error: unknown) => {
    if (error !== stop) throw error
  })
  if (!paid) throw new Error('Nothing was to be paid for.')
  return paid
}

const known = Array.from({ length: 40 }, (_, i) => ({ name: `沈青禾${i}`, aliases: [`青禾${i}`] }))

describe.each(languageSchema.options)('a novel in %s', (language) => {
  const novel = novelOf(language, 100_000)
  const novelTokens = countTokens(novel.paragraphs.join('\n'))
  const windows = analyst.divideIntoWindows(novel.paragraphs)

  test('windows tile it', () => {
    expect(windows[0]?.startParagraph).toBe(0)
    expect(windows.at(-1)?.endParagraph).toBe(novel.paragraphs.length)
    windows.slice(1).forEach((window, i) => {
      expect(window.startParagraph).toBe(windows[i]?.endParagraph)
    })
    expect(windows.length).toBeGreaterThan(4)
  })

  test.each([
    ['boundaries', (passage, call) => analyst.proposeBoundaries(passage, call)],
    ['people', (passage, call) => analyst.findPeople({ ...passage, known }, call)],
  ] satisfies [string, (passage: ReturnType<typeof novelPassage>, call: CallContext) => Promise<unknown>][])(
    'looking for %s takes at most 1.15 times its tokens',
    async (_task, ask) => {
      let tokens = 0
      for (const window of windows) {
        const passage = novelPassage(novel, [], window)
        tokens += (await paidFor((_, call) => ask(passage, call))).inputTokens
      }
      expect(tokens / novelTokens).toBeLessThanOrEqual(1.15)
    },
  )

  test('writing the scripts of its episodes takes at most 1.15 times its tokens', async () => {
    const perEpisode = Math.floor((novel.paragraphs.length * 2500) / novelTokens)
    const of = Math.ceil(novel.paragraphs.length / perEpisode)
    let tokens = 0
    for (let i = 0; i < of; i++) {
      const range = {
        startParagraph: i * perEpisode,
        endParagraph: Math.min(novel.paragraphs.length, (i + 1) * perEpisode),
      }
      const passage = { ...episodePassage(novel, [], { ...range, number: i + 1, of }), style: '' }
      tokens += (await paidFor((_, call) => analyst.writeScript(passage, call))).inputTokens
    }
    expect(tokens / novelTokens).toBeLessThanOrEqual(1.15)
  })
})

/** The beginning of the SHA-256 of each prompt. Who edits one gives it the next version and enters both here. */
const hashes: Record<string, string> = {
  'boundaries.zh@2': '74e9b3fc640d',
  'boundaries.en@2': '44d983e955c1',
  'script.zh@2': '76a56d278437',
  'script.en@2': 'f2490f246ada',
  'people.zh@2': 'e5d010a4159c',
  'people.en@2': 'b0b25c4bcb12',
  'pair.zh@2': 'd31941b24174',
  'pair.en@2': '2619150ea0c5',
  'description.zh@2': '1ac4efc66d79',
  'description.en@2': 'd15f756708c7',
}

test('a prompt with a version is always the same', () => {
  const found = Object.fromEntries(
    promptNames.flatMap((name) =>
      languageSchema.options.map((language) => {
        const { id, text } = promptOf(name, language)
        return [id, createHash('sha256').update(text).digest('hex').slice(0, 12)]
      }),
    ),
  )
  expect(found).toEqual(hashes)
})
