import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Paragraph } from '../../../src/contracts/text.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, expectTiling, markLines, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'

/** Every paragraph that the analyst was shown, by its number. */
const shown = new Map<number, string>()
let stack: Stack
let stop: () => Promise<void>

beforeAll(async () => {
  stack = await openStack()
  const offline = createOfflineAnalyst()
  const note = (paragraphs: Paragraph[]) => {
    for (const { number, text } of paragraphs) shown.set(number, text)
  }
  const analyst: typeof offline = {
    ...offline,
    proposeBoundaries: (passage, call) => {
      note(passage.paragraphs)
      return offline.proposeBoundaries(passage, call)
    },
    writeScript: (passage, call) => {
      note(passage.paragraphs)
      note(passage.nextParagraphs)
      return offline.writeScript(passage, call)
    },
    findPeople: (passage, call) => {
      note(passage.paragraphs)
      return offline.findPeople(passage, call)
    },
    describeCharacter: (facts, call) => {
      note(facts.passages)
      return offline.describeCharacter(facts, call)
    },
  }
  stop = await startInProcessWorker(stack, { analyst })
})
afterAll(async () => {
  await stop()
  await stack.close()
})

const input = { images: false, mode: 'chapters' }

test('no analyst is shown a marked line; one that is restored is shown; numbers stay as they are', async () => {
  const projectId = await createProject(stack, zhNovel(3))
  await markLines(stack, projectId, [2, 13])
  await stack.send('PATCH', `/api/projects/${projectId}/novel/advertisements`, {
    json: { paragraphs: [13], restored: true },
  })
  expect((await ended(stack, (await startJob(stack, 'adaptation', projectId, input)).id)).status).toBe('completed')
  const { body: text } = await stack.send('GET', `/api/projects/${projectId}/novel/text`)
  const expected = new Map(text.split('\n').map((line: string, number: number) => [number, number === 2 ? '' : line]))
  expect(new Map([...shown].sort(([a], [b]) => a - b))).toEqual(expected)
  const { body: episodes } = await stack.send('GET', `/api/projects/${projectId}/episodes`)
  expectTiling(episodes.items, expected.size)

  // The worker has kept the novel, and must see the change all the same.
  shown.clear()
  await stack.send('PATCH', `/api/projects/${projectId}/novel/advertisements`, {
    json: { paragraphs: null, restored: true },
  })
  await ended(stack, (await startJob(stack, 'character_extraction', projectId, { images: false })).id)
  expect(shown.get(2)).not.toBe('')
})

test('an episode of nothing but marked lines is written from them', async () => {
  const projectId = await createProject(stack, '第一章 渡口\n林晓在等船。\n风停了。')
  await markLines(stack, projectId, [1, 2])
  const { id } = await startJob(stack, 'novel_split', projectId, { mode: 'count', maxEpisodes: 3 })
  expect((await ended(stack, id)).status).toBe('completed')
  const { body } = await stack.send('GET', `/api/projects/${projectId}/episodes`)
  expect(body.items[2].content.script).toContain('风停了')
})

test('chapters made by hand are the ones that the next job reads', async () => {
  const projectId = await createProject(stack, zhNovel(3))
  await ended(stack, (await startJob(stack, 'novel_split', projectId, { mode: 'chapters' })).id)
  const chapters = [0, 5].map((startParagraph) => ({ startParagraph, title: `From ${startParagraph}`, volume: null }))
  await stack.send('PUT', `/api/projects/${projectId}/chapters`, { json: { chaptersVersion: 0, chapters } })
  await ended(stack, (await startJob(stack, 'novel_split', projectId, { mode: 'chapters' })).id)
  const { body } = await stack.send('GET', `/api/projects/${projectId}/episodes`)
  expect(body.items.map(({ startParagraph }: { startParagraph: number }) => startParagraph)).toEqual([0, 5])
})

test('how long an episode plays decides how many there are, also in a part', async () => {
  const projectId = await createProject(stack, zhNovel(40))
  const count = async (minutesPerEpisode: number) => {
    const { id } = await startJob(stack, 'adaptation', projectId, { images: false, minutesPerEpisode })
    expect((await ended(stack, id)).status).toBe('completed')
    return (await stack.send('GET', `/api/projects/${projectId}/episodes`)).body.items.length
  }
  expect(await count(1)).toBeGreaterThan(await count(8))
})
