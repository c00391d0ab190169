/** Windows of a novel, for models of every size: they tile it, and whatever is asked about one fits. */
import { describe, expect, it } from 'vitest'
import { generateNovel } from '../../../bench/text/generate-novel.ts'
import { serverKinds } from '../../servers/openai/kinds.ts'
import { startOpenAiServer } from '../../servers/openai/server.ts'
import { analystOn, paragraphsOf, passageOf, payer } from './analyst-at-work.ts'

const novels = {
  zh: await paragraphsOf(generateNovel('zh', 30_000)),
  en: await paragraphsOf(generateNovel('en', 80_000)),
}
const known = Array.from({ length: 40 }, (_, i) => ({ name: `Margaret Hale ${i}`, aliases: ['Miss Hale', '黑尔小姐'] }))

describe.each([4096, 8192, 128_000, 1_000_000])('a model of %i tokens', (contextTokens) => {
  it.each(['zh', 'en'] as const)('reads a novel in %s in windows that tile it', (language) => {
    const texts = novels[language]
    const windows = analystOn('http://127.0.0.1:9/v1', { contextTokens }).divideIntoWindows(texts)
    expect(windows.map(({ startParagraph }) => startParagraph)).toEqual([
      0,
      ...windows.slice(0, -1).map(({ endParagraph }) => endParagraph),
    ])
    expect(windows.at(-1)?.endParagraph).toBe(texts.length)
    expect(windows.every(({ startParagraph, endParagraph }) => endParagraph > startParagraph)).toBe(true)
  })

  it.each(['plain', 'reasoning'] as const)(
    'is asked nothing that is too long for a %s server, also not again',
    async (kind) => {
      // Each answer is bad, so that each question comes again with the reason.
      const reader = async () => ({ text: '{"none": true}' })
      const server = await startOpenAiServer({ reader, kind: { ...serverKinds[kind], contextTokens } })
      try {
        for (const language of ['zh', 'en'] as const) {
          const analyst = analystOn(server.baseUrl, { contextTokens })
          const windows = analyst.divideIntoWindows(novels[language])
          const call = payer()
          for (const { startParagraph, endParagraph } of windows.slice(0, 4)) {
            const passage = passageOf(novels[language].slice(startParagraph, endParagraph), language, startParagraph)
            await analyst.proposeBoundaries(passage, call)
            await analyst.findPeople({ ...passage, known }, call)
            await analyst.writeScript(passage, call)
          }
          const codes = new Set(call.notes.map(({ code }) => code))
          expect(codes).toEqual(new Set(['fell_back_to_rules']))
          expect(call.calls).toHaveLength(3 * 3 * Math.min(4, windows.length))
          for (const { inputTokens, most } of call.calls) {
            expect(inputTokens).toBeLessThanOrEqual(most.inputTokens)
            expect(inputTokens + most.outputTokens).toBeLessThan(contextTokens)
          }
        }
        for (const { usage, accepted } of server.ledger.entries) {
          if (accepted) expect(usage.inputTokens + usage.outputTokens).toBeLessThan(contextTokens)
        }
      } finally {
        await server.close()
      }
    },
  )
})
