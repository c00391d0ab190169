/** One fault at a time: the model is told what it is, and what can be put right without it is. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/contracts/text.ts'
import type { Analyst, CallContext } from '../../../src/providers/analyst.ts'
import { analystOn, factsOf, passageOf, payer } from './analyst-at-work.ts'
import { sendJson, serve } from './loopback.ts'
import { completion, sent } from './question.ts'

const texts = [
  'Margaret Hale waited at the pier, and the rain came down.',
  '“You are late,” said Thomas Reed, who was thirty. 😀 I said nothing.',
  'Margaret went down to the boat in a black cloak.',
]
const passage = passageOf(texts, 'en', 60)
const person = (name: string, more = {}) => ({
  name,
  aliases: [],
  gender: null,
  age: null,
  narrator: false,
  quotes: [],
  ...more,
})
const beat = (speaker: string | null, text: string) => ({ speaker, manner: null, text })
const scene = (beats: unknown[], persons = ['Margaret Hale']) => ({
  place: 'Pier',
  time: null,
  inside: false,
  persons,
  beats,
})
const beats = [beat(null, 'Rain.'), beat('Thomas', 'You are late.'), beat('MARGARET (V.O.)', 'I came at once.')]
const script = { title: 'Late', summary: 'She is late.', hook: 'Who comes?', scenes: [scene(beats)] }
const look = { name: 'cloak', prompt: 'black cloak', appearance: 'In a black cloak.', paragraph: 2 }
const description = {
  role: 'A traveller',
  description: 'She waits.',
  appearance: 'A black cloak.',
  prompt: 'a woman in a black cloak',
  invented: ['her age'],
  looks: [look],
}
const boundary = { paragraph: 0, strength: 0.5 }

type Ask = (analyst: Analyst, call: CallContext) => Promise<{ value: unknown }>
const ask = {
  boundaries: (analyst, call) => analyst.proposeBoundaries(passage, call),
  script: (analyst, call) => analyst.writeScript(passage, call),
  people: (analyst, call) =>
    analyst.findPeople({ ...passage, known: [{ name: 'Margaret Hale of Milton', aliases: [] }] }, call),
  description: (analyst, call) => analyst.describeCharacter(factsOf('Margaret Hale', passage.paragraphs, 'en'), call),
} satisfies Record<string, Ask>
const good = {
  boundaries: { boundaries: [boundary] },
  script,
  people: { people: [person('Margaret Hale')] },
  description,
}

/** Gives the answers one after the other. */
async function answered(task: keyof typeof ask, answers: unknown[]) {
  const server = await serve((response, _seen, i) => sendJson(response, 200, completion(JSON.stringify(answers[i]))))
  const call = payer()
  const { value } = await ask[task](analystOn(`${server.url}/v1`), call)
  return {
    value,
    notes: call.notes,
    questions: server.requests.map((seen) => sent(seen).messages[1].content as string),
  }
}

describe('the model is told', () => {
  const others = ['Waves.', 'A bell.', 'A gull.'].map((text) => beat(null, text))
  const long = 'and so on '.repeat(300)
  it.each<[string, keyof typeof ask, unknown, string]>([
    ['a number that is not shown', 'boundaries', { boundaries: [{ ...boundary, paragraph: 9 }] }, '9 is no number'],
    ['a strength above 1', 'boundaries', { boundaries: [{ ...boundary, strength: 7 }] }, 'strength 7'],
    ['a key that is missing', 'boundaries', { boundaries: [{ paragraph: 0 }] }, 'boundaries.0.strength: '],
    ['an empty title', 'script', { ...script, title: ' ' }, 'title is empty'],
    ['a title without end', 'script', { ...script, title: long }, 'title is longer than 80'],
    ['no scenes', 'script', { ...script, scenes: [] }, 'scenes is empty'],
    ['a scene without beats', 'script', { ...script, scenes: [scene([])] }, 'beats is empty'],
    ['a beat without words', 'script', { ...script, scenes: [scene([beat(null, '')])] }, 'beats.text is empty'],
    ['an endless beat', 'script', { ...script, scenes: [scene([beat(null, long)])] }, 'beats.text is longer'],
    ['too many scenes', 'script', { ...script, scenes: Array(41).fill(scene(beats)) }, 'more than 40 scenes'],
    ['everything twice', 'script', { ...script, scenes: [scene(beats), scene(beats)] }, 'again and again'],
    [
      'a circle',
      'script',
      { ...script, scenes: [scene([...beats, ...others, ...Array(5).fill(beat(null, 'Ha.'))])] },
      '"Ha." is',
    ],
    [
      'words of a stranger',
      'script',
      { ...script, scenes: [scene([...beats, beat('Zebulon Quirk Hale', 'I?'), beat('Zoe', 'Me.')])] },
      'Zebulon Quirk Hale speaks',
    ],
    [
      'another language',
      'script',
      { ...script, scenes: [scene([beat(null, '雨下了一夜，没有人来。'.repeat(9))])] },
      'English',
    ],
    [
      'names from elsewhere',
      'people',
      { people: [person('Zoe'), person('Ann'), person('Thomas Reed')] },
      'such as Zoe',
    ],
    ['an empty role', 'description', { ...description, role: '' }, 'role is empty'],
    ['an endless role', 'description', { ...description, role: long }, 'role is longer'],
    [
      'a prompt that is not in English',
      'description',
      { ...description, prompt: '黑衣女子' },
      'prompt is not in English',
    ],
    ['a look from nowhere', 'description', { ...description, looks: [{ ...look, paragraph: 9 }] }, '9 is no number'],
    ['an empty look', 'description', { ...description, looks: [{ ...look, prompt: '' }] }, 'looks is empty'],
    [
      'too many looks',
      'description',
      { ...description, looks: Array.from({ length: 7 }, (_, i) => ({ ...look, name: `look ${i}` })) },
      'more than 6 looks',
    ],
  ])('%s', async (_fault, task, bad, reason) => {
    const { questions, notes } = await answered(task, [bad, good[task]])
    expect(questions).toHaveLength(2)
    expect(questions[1]).toContain(reason)
    expect(notes).toEqual([{ code: 'answer_repaired', params: { times: 1, reason: expect.stringContaining(reason) } }])
  })

  it('nobody, where somebody who is known is in the passage', async () => {
    const server = await serve((response) => sendJson(response, 200, completion('{"people":[]}')))
    const call = payer()
    const known = [{ name: 'Thomas Reed', aliases: [] }]
    await analystOn(`${server.url}/v1`).findPeople({ ...passage, known }, call)
    expect(call.notes).toEqual([{ code: 'fell_back_to_rules', params: { reason: 'nobody is named' } }])
  })

  it('that no place is named, once; who stays with it is believed', async () => {
    const server = await serve((response) => sendJson(response, 200, completion('{"boundaries":[]}')))
    const call = payer()
    const scene = passageOf(
      Array.from({ length: 80 }, (_, i) => `The rain came down, and they ran on, ${i}.`),
      'en',
    )
    const { value, origin } = await analystOn(`${server.url}/v1`).proposeBoundaries(scene, call)
    expect([value, origin.provider, server.requests.length]).toEqual([[], 'openai', 2])
    expect(call.notes).toMatchObject([{ code: 'answer_repaired', params: { times: 1 } }])
  })

  it.each<[Language, string]>([
    ['zh', '你上一次的回答无法使用：boundaries.0.paragraph: '],
    ['en', 'Your last answer could not be used: boundaries.0.paragraph: '],
  ])('in the language of the prompt (%s)', async (language, words) => {
    const bad = completion('{"boundaries":[{"paragraph":"first","strength":1}]}')
    const server = await serve((response) => sendJson(response, 200, bad))
    await analystOn(`${server.url}/v1`).proposeBoundaries(passageOf(['没有人来。', '雨停了。'], language), payer())
    expect(sent(server.requests[1]).messages[1].content).toContain(words)
  })
})

describe('without asking again', () => {
  it('what stands before the first heading begins nothing', async () => {
    const server = await serve((response) => sendJson(response, 200, completion('{"boundaries":[]}')))
    const chapters = [{ startParagraph: 60, endParagraph: 63, title: '', volume: null }]
    const { value } = await analystOn(`${server.url}/v1`).proposeBoundaries({ ...passage, chapters }, payer())
    expect(value).toEqual([])
  })

  it('chapters begin episodes, also where the model says nothing of them', async () => {
    const server = await serve((response) => sendJson(response, 200, completion('{"boundaries":[]}')))
    const chapters = [{ startParagraph: 62, endParagraph: 63, title: 'II', volume: null }]
    const { value } = await analystOn(`${server.url}/v1`).proposeBoundaries({ ...passage, chapters }, payer())
    expect(value).toEqual([{ paragraph: 62, strength: 1 }])
    expect(server.requests).toHaveLength(1)
  })

  it('persons who are not in the passage are left out of a scene', async () => {
    const { value, questions } = await answered('script', [
      { ...script, scenes: [scene(beats, ['Margaret Hale', 'Zebulon Quirk', 'young Margaret Hale'])] },
    ])
    expect((value as { script: string }).script).toContain('*Cast: Margaret Hale, young Margaret Hale*')
    expect(questions).toHaveLength(1)
  })

  it('names, ages and quotes that the text does not have are left out, and the names are noted', async () => {
    const people = [
      person('Margaret Hale', {
        aliases: ['Margaret', 'Maggie', 'I'],
        age: 'nineteen',
        quotes: [{ name: 'Margaret Hale', paragraph: 0, quote: 'Margaret Hale left the pier' }],
      }),
      person('Thomas Reed', {
        gender: 'unknown',
        quotes: [{ name: 'Thomas Reed', paragraph: 0, quote: 'said Thomas Reed' }],
      }),
    ]
    const { value, notes } = await answered('people', [{ people }])
    expect(value).toEqual([
      {
        name: 'Margaret Hale',
        aliases: ['Margaret'],
        mentions: 2,
        gender: null,
        age: null,
        isNarrator: false,
        evidence: [
          { name: 'Margaret Hale', paragraph: 60, quote: texts[0]?.slice(0, 37).trim() },
          { name: 'Margaret', paragraph: 62, quote: texts[2]?.slice(0, 32).trim() },
        ],
        readFrom: 60,
      },
      expect.objectContaining({
        gender: null,
        evidence: [{ name: 'Thomas Reed', paragraph: 61, quote: 'said Thomas Reed' }],
      }),
    ])
    expect(notes).toEqual([{ code: 'answer_shortened', params: { what: 'Maggie; I' } }])
  })

  it('the name of somebody who is known may stand where the passage has another name for them', async () => {
    const { value, notes } = await answered('people', [
      { people: [person('Margaret Hale of Milton', { aliases: ['Margaret Hale'] })] },
    ])
    expect(value).toEqual([expect.objectContaining({ name: 'Margaret Hale', aliases: [] })])
    expect(notes).toEqual([])
  })

  it('looks of one name are one, and what is invented is said once', async () => {
    const { value } = await answered('description', [
      { ...description, invented: ['her age', 'her age', ' '], looks: [look, look] },
    ])
    expect(value).toMatchObject({ invented: ['her age'], looks: [{ name: 'cloak', startParagraph: 62 }] })
  })
})
