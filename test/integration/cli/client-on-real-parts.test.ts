/** The client against the real API with a real worker: every method that people know, and the stream. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CineqoClient, createClient } from '../../../src/client/index.ts'
import { zhCast, zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
let worker: TestProcess
let client: CineqoClient
beforeAll(async () => {
  stack = await openStack()
  worker = await startTestWorker(stack.environment)
  client = createClient({ baseUrl: stack.url })
})
afterAll(async () => {
  await worker.stop()
  await stack.close()
})

test('a novel becomes episodes, a cast and pictures, by the names people know', async () => {
  const { id: projectId } = await client.createProject({ name: '桥上的人' })
  const split = await client.splitNovelByAIAsync(zhNovel(4), projectId, { maxEpisodes: 3 })
  if (!split.success) throw split.problem
  const percents: number[] = []
  const job = await client.waitForJob(split.jobId, { onChange: ({ progress }) => percents.push(progress) })
  expect(job).toMatchObject({ id: split.jobId, type: 'novel_split', status: 'completed', progress: 100 })
  expect(percents).toEqual([...percents].sort((a, b) => a - b))
  const episodes = await client.listEpisodes(projectId)
  expect(episodes.length).toBeGreaterThan(0)
  expect(episodes.length).toBeLessThanOrEqual(3)
  expect(await client.getEpisode(episodes[0]?.id ?? '')).toEqual(episodes[0])
  expect((await client.listJobItems(job.id)).filter(({ kind }) => kind === 'episode')).toHaveLength(episodes.length)
  expect(await client.getJobProgress(job.id)).toMatchObject({ percent: 100 })

  const extraction = await client.extractCharactersAsync(projectId, { images: false })
  if (!extraction.success) throw extraction.problem
  await client.waitForJob(extraction.jobId)
  const cast = await client.listCharacters(projectId)
  expect(cast.map(({ name }) => name)).toEqual(expect.arrayContaining(zhCast.slice(0, 2)))
  const [first] = cast
  expect(first?.images).toEqual([])

  const away = await client.patchCharacter(first?.id ?? '', { setAside: true })
  expect(away).toMatchObject({ id: first?.id, setAsideReason: 'by_hand' })
  expect((await client.patchCharacter(away.id, { setAside: false })).setAsideReason).toBeNull()

  const drawing = await client.generateCharacterImageAsync(first?.id ?? '')
  if (!drawing.success) throw drawing.problem
  await client.waitForJob(drawing.jobId)
  const [image] = (await client.getCharacter(first?.id ?? '')).images
  if (!image) throw new Error('The character has no picture.')
  expect(await client.getImage(image.id)).toEqual(image)
  const file = await client.getImageFile(image)
  expect(file.type).toBe('image/png')
  expect(file.size).toBe(image.bytes)

  expect(await client.getActiveJobs()).toEqual([])
  const listed = await client.getUserJobs({ projectId, type: ['novel_split', 'character_extraction'] })
  expect(listed.items.map(({ id }) => id)).toEqual([extraction.jobId, split.jobId])
  const page = await client.getUserJobs({ projectId, limit: 1 })
  expect(page.nextCursor).not.toBeNull()
  const result = await client.getResult(projectId)
  expect(result.episodes).toHaveLength(episodes.length)
  expect(result.characters[0]?.image).toBe(image.url)

  await client.deleteJob(split.jobId)
  await expect(client.getJobStatus(split.jobId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(client.retryJob(drawing.jobId)).rejects.toMatchObject({ code: 'job_not_retryable' })
  await client.deleteProject(projectId)
  await expect(client.getProject(projectId)).rejects.toMatchObject({ code: 'not_found', status: 404 })
})

test('a novel is stored once, whatever form it is sent in', async () => {
  const { id } = await client.createProject({ name: 'Forms' })
  const text = '第一章 开端\n从前有座山。\n山里有座庙。'
  const first = await client.putNovel(id, text, { fileName: 'a.txt' })
  const same = { id: first.id, sha256: first.sha256, createdAt: first.createdAt }
  expect(await client.putNovel(id, new TextEncoder().encode(text), { fileName: 'b.txt' })).toMatchObject(same)
  const newest = await client.putNovel(id, new Blob([text]), { fileName: 'c.txt' })
  expect(newest).toMatchObject({ ...same, fileName: 'c.txt' })
  expect(await client.getNovel(id)).toEqual(newest)
  expect((await client.getNovelText(id)).split('\n')).toHaveLength(first.paragraphs)
  expect(await client.listChapters(id)).toHaveLength(first.chapters)
  await client.updateProject(id, { name: 'Renamed', style: 'ink' })
  expect((await client.projects({ name: 'Renamed' })).items).toMatchObject([
    { id, style: 'ink', novel: { id: first.id } },
  ])
})

test('one key is one job, and a cancelled job can be retried', async () => {
  const { id: projectId } = await client.createProject({ name: 'Keys' })
  await client.putNovel(projectId, zhNovel(60))
  const request = { type: 'adaptation', projectId, input: { mode: 'chapters', images: false } } as const
  const job = await client.startJob(request, { idempotencyKey: 'once' })
  expect((await client.startJob(request, { idempotencyKey: 'once' })).id).toBe(job.id)
  await client.cancelJob(job.id)
  expect(await client.waitForJob(job.id)).toMatchObject({ status: 'cancelled' })
  await client.retryJob(job.id)
  expect(await client.waitForJob(job.id)).toMatchObject({ status: 'completed', runs: 2 })
  const { children } = await client.getJobStatus(job.id)
  expect(children.map(({ type }) => type).sort()).toEqual(['character_extraction', 'novel_split'])
})

test('health says what is up', async () => {
  const health = await client.getHealth()
  const text = { provider: 'offline', model: 'rules' }
  expect(health).toMatchObject({ status: 'up', worker: { status: 'up' }, providers: { text } })
  expect(health.maxNovelBytes).toBe(20 * 1024 * 1024)
})

test('a file is read, read again in another encoding, downloaded, and what was found in it is changed by hand', async () => {
  const { id: projectId } = await client.createProject({ name: 'A file' })
  const text = `Chapter 1\n\nCafé.\n\n最新网址：www.example.com，请记住本站域名！\n\nIt rained.\n`
  const novel = await client.putNovel(projectId, new TextEncoder().encode(text), { fileName: 'café.txt' })
  expect(novel).toMatchObject({ fileName: 'café.txt', advertisements: 1, report: { encoding: 'utf-8' } })
  const { items } = await client.listAdvertisements(projectId, { limit: 10 })
  expect(items).toMatchObject([{ paragraph: 2, restored: false }])
  expect((await client.patchAdvertisements(projectId, { paragraphs: [2], restored: true })).advertisements).toBe(0)

  const { chaptersVersion } = await client.getChapters(projectId)
  const chapters = [{ title: 'All', volume: null, startParagraph: 0 }]
  const changed = await client.putChapters(projectId, { chaptersVersion, chapters })
  expect(changed).toMatchObject({ byHand: true, items: [{ title: 'All', startParagraph: 0, endParagraph: 4 }] })
  expect(await client.listChapters(projectId)).toEqual(changed.items)
  await expect(client.putChapters(projectId, { chaptersVersion, chapters })).rejects.toMatchObject({
    code: 'chapters_changed',
  })

  expect(await (await client.getNovelOriginal(projectId)).text()).toBe(text)
  expect(await (await fetch(client.novelOriginalUrl(projectId))).text()).toBe(text)
  const again = await client.rereadNovel(projectId, 'utf-8')
  expect(again).toMatchObject({ id: novel.id, report: { encoding: 'utf-8', encodingSource: 'chosen' } })
  await expect(client.rereadNovel(projectId, 'windows-1252')).rejects.toMatchObject({ code: 'novel_undecodable' })
})
