/** Answers that are cut off, and passages that do not fit: less is asked at a time, nothing is left out unsaid, and the calls have a bound. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { generateNovel } from '../../../bench/text/generate-novel.ts'
import type { Analyst, CallContext, Made } from '../../../src/providers/analyst.ts'
import type { FaultRule } from '../../servers/faults.ts'
import { type ServerKind, serverKinds } from '../../servers/openai/kinds.ts'
import { startOpenAiServer } from '../../servers/openai/server.ts'
import { badReader } from '../../servers/readers/bad-reader.ts'
import type { Reader } from '../../servers/readers/reader.ts'
import { rulesWork } from '../../servers/readers/rules-work.ts'
import { passagesIn } from '../../servers/readers/shown-passage.ts'
import { taskReader } from '../../servers/readers/task-reader.ts'
import { zhNovel } from '../../support/novels.ts'
import { analystOn, factsOf, paragraphsOf, passageOf, payer } from './analyst-at-work.ts'
import { sendEvents, serve } from './loopback.ts'

const byRules = taskReader(rulesWork)
const passage = passageOf(await paragraphsOf(zhNovel(4)), 'zh', 30)
const long = passageOf(await paragraphsOf(generateNovel('zh', 12_000)), 'zh', 500)

const shortScript = {
  title: '渡口',
  summary: '有人在渡口等了一夜。',
  hook: '来的会是谁？',
  scenes: [
    {
      place: '渡口',
      time: null,
      inside: false,
      persons: [],
      beats: [{ speaker: null, manner: null, text: '雨下了一夜。' }],
    },
  ],
}

/** A server, and what it was asked about: the lines of each question that it took on. */
async function serverOf(kind: ServerKind, faults: FaultRule[], reader: Reader = byRules) {
  const asked: { user: string; lines: string[] }[] = []
  const server = await startOpenAiServer({
    kind,
    faults,
    reader: async (question) => {
      asked.push({
        user: question.user,
        lines: passagesIn(question.user)[0]?.lines.map(({ text }) => text) ?? [],
      })
      return reader(question)
    },
  })
  onTestFinished(() => server.close())
  return { server, asked, taken: () => server.ledger.entries.filter(({ accepted }) => accepted).length }
}

const overPassage: Record<string, (analyst: Analyst, of: typeof passage, call: CallContext) => Promise<Made<unknown>>> =
  {
    boundaries: (analyst, of, call) => analyst.proposeBoundaries(of, call),
    people: (analyst, of, call) => analyst.findPeople({ ...of, known: [] }, call),
  }

describe.each(Object.entries(overPassage))('%s', (_task, ask) => {
  const textsOf = ({ paragraphs }: typeof passage) => paragraphs.map(({ text }) => text).filter((text) => text.trim())

  it('an answer that is cut off is asked for in two parts, which tile the passage', async () => {
    const { server, asked } = await serverOf(serverKinds.full, [{ fault: { kind: 'cut_answer' }, nth: 1 }])
    const call = payer()
    const { origin } = await ask(analystOn(server.baseUrl), passage, call)
    expect(origin.provider).toBe('openai')
    expect(call.notes).toEqual([{ code: 'passage_divided', params: { parts: 2 } }])
    expect(asked.map(({ lines }) => lines.length > 0)).toEqual([true, true, true])
    expect([...(asked[1]?.lines ?? []), ...(asked[2]?.lines ?? [])]).toEqual(textsOf(passage))
  })

  it('answers that are always cut off are asked for in four parts at most, and then left to the rules', async () => {
    const { server, taken } = await serverOf(serverKinds.full, [{ fault: { kind: 'cut_answer' } }])
    const call = payer()
    const { origin } = await ask(analystOn(server.baseUrl), passage, call)
    expect(origin.provider).toBe('offline')
    expect(call.notes.map(({ code }) => code)).toEqual([...Array(4).fill('fell_back_to_rules'), 'passage_divided'])
    expect(taken()).toBe(7)
  })

  it.each(['small_openai', 'small_vllm', 'small_llama_cpp'] as const)(
    'a context that turns out smaller than was thought (%s) is read in parts that fit',
    async (name) => {
      const { server, asked } = await serverOf({ ...serverKinds[name], contextTokens: 4096 }, [])
      const call = payer()
      const { origin } = await ask(analystOn(server.baseUrl), long, call)
      expect(origin.provider).toBe('openai')
      expect(call.notes.map(({ code }) => code)).toEqual(['passage_did_not_fit'])
      expect(asked.flatMap(({ lines }) => lines)).toEqual(textsOf(long))
    },
  )

  it('a model that is still writing when its time is up is asked for less, and then the rules do it', async () => {
    const { url, requests } = await serve((response) => {
      sendEvents(response, [])
      const word = { choices: [{ index: 0, delta: { content: 'and ' }, finish_reason: null }] }
      const timer = setInterval(() => response.write(`data: ${JSON.stringify(word)}\n\n`), 20)
      response.on('close', () => clearInterval(timer))
    })
    const call = payer()
    const { origin } = await ask(analystOn(`${url}/v1`, { deadlineMs: 300 }), passage, call)
    expect(origin.provider).toBe('offline')
    // The whole, its halves, their halves: asked the same again, it would take as long again.
    expect(requests).toHaveLength(7)
    const fallback = { code: 'fell_back_to_rules', params: { reason: '回答耗时过长' } }
    expect(call.notes).toEqual([...Array(4).fill(fallback), { code: 'passage_took_too_long', params: { parts: 4 } }])
  })

  it('a part that gets no usable answer is left to the rules alone', async () => {
    let question = 0
    const bad = badReader(byRules, { kind: 'prose' })
    const reader: Reader = (asked) => (++question > 2 ? bad : byRules)(asked)
    const { server } = await serverOf(serverKinds.full, [{ fault: { kind: 'cut_answer' }, nth: 1 }], reader)
    const call = payer()
    await ask(analystOn(server.baseUrl), passage, call)
    expect(call.notes.map(({ code }) => code)).toEqual(['fell_back_to_rules', 'passage_divided'])
  })
})

describe('script', () => {
  const reader: Reader = async () => ({ text: JSON.stringify(shortScript) })

  it('an answer that is cut off is asked for once more, shorter', async () => {
    const { server, asked } = await serverOf(serverKinds.full, [{ fault: { kind: 'cut_answer' }, nth: 1 }], reader)
    const call = payer()
    const { origin, value } = await analystOn(server.baseUrl).writeScript(passage, call)
    expect([origin.provider, value.title, call.notes]).toEqual(['openai', '渡口', []])
    expect(asked.map(({ user }) => user.includes('请写短'))).toEqual([false, true])
  })

  it('one that is cut off again is left to the rules', async () => {
    const { server, taken } = await serverOf(serverKinds.full, [{ fault: { kind: 'cut_answer' } }])
    const call = payer()
    const { origin } = await analystOn(server.baseUrl).writeScript(passage, call)
    expect([origin.provider, call.notes.map(({ code }) => code), taken()]).toEqual([
      'offline',
      ['fell_back_to_rules'],
      2,
    ])
  })

  it('an episode larger than the context is shown from its beginning and its end, and that is said', async () => {
    const { server, asked } = await serverOf({ ...serverKinds.small_openai, contextTokens: 4096 }, [], reader)
    const call = payer()
    const { origin } = await analystOn(server.baseUrl).writeScript(long, call)
    expect(origin.provider).toBe('openai')
    const [note] = call.notes
    const shown = asked.at(-1)?.lines ?? []
    expect(note).toEqual({ code: 'passage_shortened', params: { shown: shown.length, whole: long.paragraphs.length } })
    expect([shown[0], shown.at(-1)]).toEqual([long.paragraphs[0]?.text, long.paragraphs.at(-1)?.text])
  })
})

it('a character of many passages is described from those that fit', async () => {
  const { server } = await serverOf({ ...serverKinds.small_vllm, contextTokens: 4096 }, [])
  const call = payer()
  const facts = factsOf('邵怀川', long.paragraphs, 'zh')
  const { origin } = await analystOn(server.baseUrl).describeCharacter(facts, call)
  expect([origin.provider, call.notes]).toEqual(['openai', []])
})
