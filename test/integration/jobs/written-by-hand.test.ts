import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Character } from '../../../src/contracts/entities.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, startJob } from '../../support/jobs.ts'
import { enNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
let stop: () => Promise<void>
let projectId: string
/** What the analyst writes of everybody. */
let words = 'first'

beforeAll(async () => {
  stack = await openStack()
  const offline = createOfflineAnalyst()
  stop = await startInProcessWorker(stack, {
    analyst: {
      ...offline,
      async describeCharacter(facts, call) {
        const { value, origin } = await offline.describeCharacter(facts, call)
        const said = { appearance: `appearance: ${words}`, prompt: `prompt: ${words}`, invented: [`scar: ${words}`] }
        return { origin, value: { ...value, ...said, role: `role: ${words}` } }
      },
    },
  })
  projectId = await createProject(stack, enNovel(3))
})
afterAll(async () => {
  await stop()
  await stack.close()
})

async function extract(said: string): Promise<Character[]> {
  words = said
  const { id } = await startJob(stack, 'character_extraction', projectId, { images: false })
  expect((await ended(stack, id)).status).toBe('completed')
  return (await stack.send('GET', `/api/projects/${projectId}/characters`)).body.items
}
const patch = (character: Character | undefined, json: object) =>
  stack.send('PATCH', `/api/characters/${character?.id}`, { json })
const described = (said: string) => ({
  appearance: `appearance: ${said}`,
  prompt: `prompt: ${said}`,
  invented: [`scar: ${said}`],
})

test('what a person wrote of a character stays when the cast is extracted again; the rest is written anew', async () => {
  const [one, other] = await extract('first')
  expect(one).toMatchObject(described('first'))
  const { body } = await patch(one, { appearance: 'a grey coat' })
  // What a model invented was of words that are gone.
  expect(body).toMatchObject({ appearance: 'a grey coat', prompt: 'prompt: first', invented: [] })
  await patch(other, { prompt: '' })

  const [again, otherAgain] = await extract('second')
  expect(again).toMatchObject({ id: one?.id, appearance: 'a grey coat', prompt: 'prompt: second', invented: [] })
  expect(again?.role).toBe('role: second')
  expect(otherAgain).toMatchObject({ ...described('second'), id: other?.id, prompt: '' })

  await patch(one, { appearance: null, prompt: 'a man by a river' })
  expect((await patch(one, {})).body).toMatchObject({ appearance: 'a grey coat' })
  expect((await extract('third'))[0]).toMatchObject({ ...described('third'), prompt: 'a man by a river' })
})
