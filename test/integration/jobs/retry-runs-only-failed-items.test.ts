import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProject, ended, getJob, listItems, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
let worker: TestProcess

beforeAll(async () => {
  stack = await openStack()
  worker = await startTestWorker(stack.environment)
})
afterAll(async () => {
  await worker.stop()
  await stack.close()
})

/** A file where the folder of pictures should be: pictures can't be stored, as on a broken disk. */
async function breakPictureStorage(): Promise<() => Promise<void>> {
  const folder = join(stack.storageDirectory, 'images')
  await mkdir(stack.storageDirectory, { recursive: true })
  await rename(folder, `${folder}.away`).catch(() => {})
  await writeFile(folder, 'in the way')
  return async () => {
    await rm(folder)
    await rename(`${folder}.away`, folder).catch(() => {})
  }
}

test('pictures that failed are redone in the same job, and nothing else is', async () => {
  const mend = await breakPictureStorage()
  const projectId = await createProject(stack, zhNovel(10))
  const { id } = await startJob(stack, 'adaptation', projectId)
  const failed = await ended(stack, id)
  expect(failed.status).toBe('completed_with_failures')
  expect(failed.progress).toBeLessThan(100)
  const cast = failed.children.find(({ type }) => type === 'character_extraction')
  expect(cast).toMatchObject({ status: 'completed_with_failures' })
  const castId = cast?.id ?? ''
  const before = await listItems(stack, castId)
  expect(before.some(({ kind, status }) => kind === 'character' && status === 'failed')).toBe(true)
  expect(before.some(({ kind, status }) => kind === 'window' && status === 'completed')).toBe(true)
  const { body: episodesBefore } = await stack.send('GET', `/api/projects/${projectId}/episodes`)
  const { body: charactersBefore } = await stack.send('GET', `/api/projects/${projectId}/characters`)

  await mend()
  const answer = await stack.send('POST', `/api/jobs/${id}/retry`)
  expect(answer.status).toBe(202)
  expect(answer.body.id).toBe(id)
  const retried = await ended(stack, id)
  expect(retried).toMatchObject({ status: 'completed', progress: 100, runs: 2, error: null })
  expect((await getJob(stack, castId)).status).toBe('completed')

  const after = await listItems(stack, castId)
  for (const item of before.filter(({ status }) => status === 'completed')) {
    expect(after.find(({ id: itemId }) => itemId === item.id)).toEqual(item)
  }
  const { body: episodesAfter } = await stack.send('GET', `/api/projects/${projectId}/episodes`)
  expect(episodesAfter).toEqual(episodesBefore)
  const { body: charactersAfter } = await stack.send('GET', `/api/projects/${projectId}/characters`)
  expect(charactersAfter.items.map(({ id: characterId }: { id: string }) => characterId)).toEqual(
    charactersBefore.items.map(({ id: characterId }: { id: string }) => characterId),
  )
  const drawn = charactersAfter.items.filter(({ importance }: { importance: string }) => importance !== 'minor')
  for (const { images } of drawn) expect(images).toHaveLength(1)
})

test('a part that is retried alone completes the whole', async () => {
  const mend = await breakPictureStorage()
  const projectId = await createProject(stack, zhNovel(3))
  const { id } = await startJob(stack, 'character_extraction', projectId)
  const failed = await ended(stack, id)
  expect(failed.status).toBe('completed_with_failures')
  const pictures = failed.children
  expect(pictures.length).toBeGreaterThan(0)
  expect(pictures.every(({ status }) => status === 'failed')).toBe(true)
  await mend()
  for (const picture of pictures) {
    expect((await stack.send('POST', `/api/jobs/${picture.id}/retry`)).status).toBe(202)
    expect((await ended(stack, picture.id)).status).toBe('completed')
  }
  expect(await getJob(stack, id)).toMatchObject({ status: 'completed', progress: 100, error: null })
})

test('a job in which everything failed is failed, with the reason in both languages', async () => {
  const projectId = await createProject(stack, zhNovel(3))
  const cast = await startJob(stack, 'character_extraction', projectId, { images: false })
  await ended(stack, cast.id)
  const { body } = await stack.send('GET', `/api/projects/${projectId}/characters`)
  const mend = await breakPictureStorage()
  const { id } = await startJob(stack, 'character_image_generation', projectId, { characterId: body.items[0].id })
  const failed = await ended(stack, id)
  await mend()
  expect(failed.status).toBe('failed')
  expect(failed.error?.code).toBe('attempts_exhausted')
  expect(failed.error?.message.zh).toContain('已失败')
  const [item] = await listItems(stack, id)
  expect(item).toMatchObject({ status: 'failed', failures: { storage_unavailable: 4 }, attempts: 4 })
  // What the file system says names paths of this machine.
  expect(item?.error?.message.en).toContain('ENOTDIR')
  expect(JSON.stringify([failed, item])).not.toContain(stack.storageDirectory)
})
