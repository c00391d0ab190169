/** An analyst on a model for tests, with somebody who pays and remembers, and passages to ask it about. */
import type { ItemNote } from '../../../src/contracts/item-notes.ts'
import type { Language, Paragraph } from '../../../src/contracts/text.ts'
import { readNovelFile } from '../../../src/novel/read-novel-file.ts'
import type { Analyst, CallContext, CharacterFacts, EpisodePassage, PaidCall } from '../../../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { createModelAnalyst, type ModelAnalystOptions } from '../../../src/providers/openai/analyst.ts'
import { assumedCapabilities } from '../../../src/providers/openai/capabilities.ts'
import { createOpenAiClient } from '../../../src/providers/openai/client.ts'
import { loopbackFetch, testKey } from './loopback.ts'

const model = 'm-1'

/** The analyst on a server, by its base URL. */
export function analystOn(baseUrl: string, more: Partial<ModelAnalystOptions> = {}): Analyst {
  let known = assumedCapabilities(model)
  return createModelAnalyst({
    client: createOpenAiClient({ baseUrl, apiKey: testKey, fetch: loopbackFetch({ idleTimeoutMs: 5000 }) }),
    model,
    contextTokens: 128_000,
    capabilities: () => known,
    onLearned: (learned) => {
      known = learned
    },
    lane: 'text:test',
    rules: createOfflineAnalyst(),
    ...more,
  })
}

export interface Payer extends CallContext {
  calls: PaidCall[]
  notes: ItemNote[]
  /** The texts that were reported. */
  live: string[]
}

/** Sends what it is to pay for, and remembers it. */
export function payer(): Payer {
  const [calls, notes, live]: [PaidCall[], ItemNote[], string[]] = [[], [], []]
  return {
    calls,
    notes,
    live,
    signal: new AbortController().signal,
    report: ({ text }) => {
      if (text !== undefined) live.push(text)
    },
    note: (note) => notes.push(note),
    async pay(call, send) {
      calls.push(call)
      return (await send()).answer
    },
  }
}

/** The paragraphs of a novel as Cineqo reads it. */
export async function paragraphsOf(novel: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(novel)
  const open = async function* () {
    yield bytes
  }
  return (await readNovelFile({ fileName: 'novel.txt', bytes: bytes.byteLength, open })).novel.paragraphs
}

/** Paragraphs as an episode, of which any method can be asked. `first`: the number of the first one in the novel. */
export function passageOf(texts: readonly string[], language: Language, first = 0): EpisodePassage & { style: string } {
  return {
    language,
    startParagraph: first,
    endParagraph: first + texts.length,
    paragraphs: texts.map((text, index): Paragraph => ({ number: first + index, text })),
    chapters: [],
    episodeNumber: 1,
    episodeCount: 9,
    chapter: null,
    nextParagraphs: [],
    style: '',
  }
}

export function factsOf(name: string, passages: Paragraph[], language: Language): CharacterFacts {
  const rest = { aliases: [], importance: 'main', mentions: 9, evidence: [], gender: null, age: null } as const
  return { ...rest, aliases: [], evidence: [], language, name, passages }
}
