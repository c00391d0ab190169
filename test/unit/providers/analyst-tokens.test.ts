/** What a pass over a novel takes in, at what is really sent: hardly more than the novel. */
import { describe, expect, it } from 'vitest'
import { generateNovel } from '../../../bench/text/generate-novel.ts'
import { charactersPerEpisode } from '../../../src/contracts/episode-length.ts'
import { episodeMinutes } from '../../../src/contracts/job-inputs.ts'
import type { Language, ParagraphRange } from '../../../src/contracts/text.ts'
import type { CallContext } from '../../../src/providers/analyst.ts'
import { countTokens } from '../../../src/providers/tokens.ts'
import { analystOn, paragraphsOf, passageOf, payer } from './analyst-at-work.ts'
import { sendJson, serve } from './loopback.ts'
import { capabilities, completion, sent } from './question.ts'

/** Of the tokens of the novel. */
const most = 1.15

const quickTalk: Record<Language, string[]> = {
  zh: [
    '“你来了？”',
    '“嗯。”',
    '“信呢？”',
    '沈惊鸿摇头。',
    '“丢了。”',
    '“丢在哪儿？”',
    '顾长渊冷冷看着她。',
    '“桥上。”',
  ],
  en: ['“You came.”', '“I did.”', '“And the letter?”', 'Margaret shook her head.', '“Lost.”', '“Where?”', '“Here.”'],
}
const talk = (language: Language) =>
  Array.from({ length: 4000 }, (_, i) => quickTalk[language][i % quickTalk[language].length]).join('\n\n')
const slow = '他沿着河岸走了很久，水面上浮着一层薄雾，远处的灯火一盏一盏地熄灭，'
const longParagraphs = Array.from({ length: 40 }, (_, i) => `${slow.repeat(20)}到了第${i}座桥才停下。`).join('\n')

const novels = [
  { kind: 'a Chinese novel', language: 'zh' as const, novel: generateNovel('zh', 60_000) },
  { kind: 'an English novel', language: 'en' as const, novel: generateNovel('en', 150_000) },
  { kind: 'quick talk in Chinese', language: 'zh' as const, novel: talk('zh') },
  { kind: 'quick talk in English', language: 'en' as const, novel: talk('en') },
  { kind: 'long paragraphs', language: 'zh' as const, novel: longParagraphs },
]

/** Ranges of the usual length of an episode. */
function episodesOf(texts: readonly string[], language: Language): ParagraphRange[] {
  const ideal = charactersPerEpisode(language, episodeMinutes.usual)
  const starts = [0]
  let length = 0
  for (const [paragraph, text] of texts.entries()) {
    if (length >= ideal) {
      starts.push(paragraph)
      length = 0
    }
    length += text.length
  }
  return starts.map((startParagraph, i) => ({ startParagraph, endParagraph: starts[i + 1] ?? texts.length }))
}

describe.each(['json_schema', 'json_object'] as const)('on a server that takes %s', (structuredOutput) => {
  it.each(novels)('$kind', async ({ language, novel }) => {
    const texts = await paragraphsOf(novel)
    const novelTokens = countTokens(texts.join('\n'))
    // Declines everything, so that each question is asked once.
    const refusal = completion(null, { refusal: 'No.' })
    const server = await serve((response) => sendJson(response, 200, refusal))
    const analyst = analystOn(`${server.url}/v1`, { capabilities: () => ({ ...capabilities, structuredOutput }) })
    const pass = async (
      ranges: ParagraphRange[],
      ask: (range: ParagraphRange, call: CallContext) => Promise<unknown>,
    ) => {
      const before = server.requests.length
      for (const range of ranges) await ask(range, payer()).catch(() => {})
      const questions = server.requests.slice(before).map(sent)
      expect(questions).toHaveLength(ranges.length)
      const tokens = questions
        .flatMap(({ messages }) => messages as { content: string }[])
        .reduce((sum, { content }) => sum + countTokens(content), 0)
      return tokens / novelTokens
    }
    const passage = ({ startParagraph, endParagraph }: ParagraphRange) =>
      passageOf(texts.slice(startParagraph, endParagraph), language, startParagraph)
    const known = Array.from({ length: 40 }, (_, i) => ({
      name: `Margaret Hale ${i}`,
      aliases: ['Miss Hale', 'Maggie'],
    }))

    const windows = analyst.divideIntoWindows(texts)
    expect(await pass(windows, (range, call) => analyst.proposeBoundaries(passage(range), call))).toBeLessThan(most)
    expect(await pass(windows, (range, call) => analyst.findPeople({ ...passage(range), known }, call))).toBeLessThan(
      most,
    )
    const style = language === 'zh' ? '都市复仇' : 'gritty noir'
    const next = ({ endParagraph }: ParagraphRange) => passageOf(texts.slice(endParagraph, endParagraph + 3), language)
    expect(
      await pass(episodesOf(texts, language), (range, call) =>
        analyst.writeScript({ ...passage(range), nextParagraphs: next(range).paragraphs, style }, call),
      ),
    ).toBeLessThan(most)
  })
})
