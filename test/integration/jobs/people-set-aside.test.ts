import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Character } from '../../../src/contracts/entities.ts'
import type { PersonFinding } from '../../../src/contracts/text.ts'
import { createOfflineAnalyst } from '../../../src/providers/offline/analyst.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, listItems, startJob } from '../../support/jobs.ts'
import { enNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
let stop: () => Promise<void>
let projectId: string
/** Whom the analyst finds. */
let names: string[]

beforeAll(async () => {
  stack = await openStack()
  const finding = (name: string): PersonFinding => ({ name, aliases: [], mentions: 1, evidence: [] })
  const origin = { provider: 'offline', model: 'rules', promptVersion: null }
  const findPeople = async () => ({ value: names.map(finding), origin })
  const analyst = { ...createOfflineAnalyst(), findPeople }
  stop = await startInProcessWorker(stack, { analyst })
})
afterAll(async () => {
  await stop()
  await stack.close()
})
beforeEach(async () => {
  names = ['Margaret Hale', 'Thomas Reed', 'Zebulon Pike']
  projectId = await createProject(stack, enNovel(3))
})

async function extract(): Promise<string[]> {
  const { id } = await startJob(stack, 'character_extraction', projectId, { images: false })
  expect((await ended(stack, id)).status).toBe('completed')
  return (await listItems(stack, id)).flatMap(({ kind, label }) => (kind === 'character' ? [label] : [])).sort()
}

async function people(): Promise<Record<string, Character>> {
  const { body } = await stack.send('GET', `/api/projects/${projectId}/characters`)
  return Object.fromEntries(body.items.map((character: Character) => [character.name, character]))
}

async function reasons(): Promise<Record<string, string | null>> {
  return Object.fromEntries(Object.values(await people()).map(({ name, setAsideReason }) => [name, setAsideReason]))
}

const setAside = async (name: string, value: boolean) => {
  const { body } = await stack.send('PATCH', `/api/characters/${(await people())[name]?.id}`, {
    json: { setAside: value },
  })
  return body
}

test('people who are set aside are kept with the reason, and only the cast is worked on', async () => {
  expect(await extract()).toEqual(['Margaret Hale', 'Thomas Reed'])
  expect(await reasons()).toEqual({ 'Margaret Hale': null, 'Thomas Reed': null, 'Zebulon Pike': 'not_in_text' })
  const { body: result } = await stack.send('GET', `/api/projects/${projectId}/result`)
  expect(result.characters.map(({ name }: Character) => name).sort()).toEqual(['Margaret Hale', 'Thomas Reed'])
})

test('whoever a person has taken out or brought back stays so when the cast is found again', async () => {
  await extract()
  expect(await setAside('Thomas Reed', true)).toMatchObject({ name: 'Thomas Reed', setAsideReason: 'by_hand' })
  expect(await setAside('Zebulon Pike', false)).toMatchObject({ setAsideReason: null })
  expect(await extract()).toEqual(['Margaret Hale', 'Zebulon Pike'])
  const decided = { 'Margaret Hale': null, 'Thomas Reed': 'by_hand', 'Zebulon Pike': null }
  expect(await reasons()).toEqual(decided)

  names = ['Margaret Hale']
  await extract()
  expect(await reasons()).toEqual(decided)
})

test('nobody has decided about those whom a reading does not find: they are set aside, and come back', async () => {
  await extract()
  names = ['Margaret Hale']
  await extract()
  expect(await reasons()).toMatchObject({ 'Thomas Reed': 'not_found_again', 'Zebulon Pike': 'not_found_again' })
  names = ['Margaret Hale', 'Thomas Reed']
  await extract()
  expect((await reasons())['Thomas Reed']).toBeNull()
})
