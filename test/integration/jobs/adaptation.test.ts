import type { Client, Connection } from '@temporalio/client'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { progressQuery, searchAttributes } from '../../../src/contracts/job-types.ts'
import { createProject, ended, expectTiling, getJob, startJob } from '../../support/jobs.ts'
import { enNovel, zhCast, zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'
import { connectTemporal } from '../../support/temporal.ts'

let stack: Stack
let worker: TestProcess
let connection: Connection
let temporal: Client

beforeAll(async () => {
  stack = await openStack()
  worker = await startTestWorker(stack.environment)
  ;({ temporal, connection } = await connectTemporal(stack))
})
afterAll(async () => {
  expect(await worker.stop()).toBe(0)
  await connection.close()
  await stack.close()
})

describe('an adaptation', () => {
  test('becomes episodes that tile the novel, a cast with evidence, and real pictures', async () => {
    const projectId = await createProject(stack, zhNovel(12))
    const job = await ended(stack, (await startJob(stack, 'adaptation', projectId)).id)
    expect(job).toMatchObject({ status: 'completed', progress: 100, error: null, provider: 'offline' })
    expect(job.children.map(({ type, status }) => [type, status])).toEqual([
      ['novel_split', 'completed'],
      ['character_extraction', 'completed'],
    ])

    const { body: result } = await stack.send('GET', `/api/projects/${projectId}/result`)
    const { body: novelText } = await stack.send('GET', `/api/projects/${projectId}/novel/text`)
    const paragraphs = (novelText as string).split('\n')
    expectTiling(result.episodes, paragraphs.length)
    expectTiling(result.chapters, paragraphs.length)
    for (const episode of result.episodes) expect(episode.script.length).toBeGreaterThan(100)

    expect(result.characters.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(zhCast))
    for (const character of result.characters) {
      expect(character.evidence.length).toBeGreaterThan(0)
      for (const { paragraph, quote } of character.evidence) expect(paragraphs[paragraph]).toContain(quote)
      if (character.importance === 'minor') continue
      const picture = await fetch(`${stack.url}${character.image}`)
      const { format, width, height } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata()
      expect({ format, width, height }).toEqual({ format: 'png', width: 768, height: 1024 })
    }
  })

  test('of an English novel works as well, without pictures when none are wanted', async () => {
    const projectId = await createProject(stack, enNovel(8))
    const job = await ended(stack, (await startJob(stack, 'adaptation', projectId, { images: false })).id)
    expect(job.status).toBe('completed')
    const { body: result } = await stack.send('GET', `/api/projects/${projectId}/result`)
    const named = result.characters.flatMap(({ name, aliases }: { name: string; aliases: string[] }) => [
      name,
      ...aliases,
    ])
    expect(named).toEqual(expect.arrayContaining(['Margaret Hale', 'Thomas Reed', 'Captain Ellis']))
    expect(result.characters.every(({ image }: { image: string | null }) => image === null)).toBe(true)
  })

  test.each([
    ['count', 5, 5],
    ['chapters', undefined, 12],
    ['auto', 3, undefined],
  ])('in mode %s with at most %s episodes keeps to it', async (mode, maxEpisodes, expected) => {
    const projectId = await createProject(stack, zhNovel(12))
    const job = await startJob(stack, 'novel_split', projectId, { mode, ...(maxEpisodes && { maxEpisodes }) })
    expect((await ended(stack, job.id)).status).toBe('completed')
    const { body } = await stack.send('GET', `/api/projects/${projectId}/episodes`)
    if (expected) expect(body.items).toHaveLength(expected)
    if (maxEpisodes) expect(body.items.length).toBeLessThanOrEqual(maxEpisodes)
  })
})

describe('Temporal tells what the page tells', () => {
  test('progress by query, and jobs by search attribute', async () => {
    const projectId = await createProject(stack, zhNovel(200, 4))
    const job = await startJob(stack, 'adaptation', projectId, { images: false })
    const handle = temporal.workflow.getHandle(job.workflowId)
    await until('some progress', async () => (await getJob(stack, job.id)).progress >= 10)
    const asked = await handle.query<{ percent: number; phase: string }>(progressQuery)
    const row = await getJob(stack, job.id)
    // The parts tell the whole every 5 percent of theirs, and both go on between the two looks.
    expect(Math.abs(asked.percent - row.progress)).toBeLessThanOrEqual(12)
    expect(row.live?.workflowStatus).toBe('RUNNING')

    const found: string[] = []
    const query = `${searchAttributes.project} = '${projectId}'`
    for await (const { workflowId } of temporal.workflow.list({ query })) found.push(workflowId)
    expect(found).toContain(job.workflowId)
    expect(found.length).toBeGreaterThanOrEqual(2)
    await stack.send('POST', `/api/jobs/${job.id}/cancel`)
    expect((await ended(stack, job.id)).status).toBe('cancelled')
  })
})
