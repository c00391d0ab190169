/** Chapters as a person wants them: renamed, merged, split, and as they were found again. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { chapterListSchema } from '../../../src/contracts/entities.ts'
import { expectTiling, markLines, newProject, startJob } from '../../support/jobs.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const text = ['第一章 渡口', '林晓在等船。', '船来了。', '第二章 对岸', '没有人下来。', '灯灭了。'].join('\n')

let stack: Stack
let projectId: string
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())
beforeEach(async () => {
  projectId = await newProject(stack)
  await upload()
})

const upload = () => stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: text } })
const get = async () => chapterListSchema.parse((await stack.send('GET', `/api/projects/${projectId}/chapters`)).body)
const put = (chaptersVersion: number, starts: [number, string, (string | null)?][] | null) =>
  stack.send('PUT', `/api/projects/${projectId}/chapters`, {
    json: {
      chaptersVersion,
      chapters: starts?.map(([startParagraph, title, volume = null]) => ({ startParagraph, title, volume })) ?? null,
    },
  })

test('chapters are renamed, merged and split by where each begins, and tile the novel', async () => {
  expect(await get()).toMatchObject({ chaptersVersion: 0, byHand: false })
  const { status, body } = await put(0, [
    [0, '等船', '上卷'],
    [2, '船来了', '上卷'],
    [5, ''],
  ])
  expect(status).toBe(200)
  const list = chapterListSchema.parse(body)
  expect(list).toMatchObject({ chaptersVersion: 1, byHand: true })
  expect(list.items.map(({ title, volume }) => [title, volume])).toEqual([
    ['等船', '上卷'],
    ['船来了', '上卷'],
    ['', null],
  ])
  expectTiling(list.items, 6)
  expect(await get()).toEqual(list)
  expect((await stack.send('GET', `/api/projects/${projectId}/novel`)).body).toMatchObject({
    chapters: 3,
    chaptersVersion: 1,
  })
})

test('with null they are again as they were found', async () => {
  const found = await get()
  await put(0, [[0, 'Alles']])
  const { body } = await put(1, null)
  expect(body).toEqual({ ...found, chaptersVersion: 2 })
})

test('a change of an older version is refused, and changes nothing', async () => {
  await put(0, [[0, 'Mine']])
  const before = await get()
  expect((await put(0, [[0, 'Theirs']])).body).toMatchObject({ status: 409, code: 'chapters_changed' })
  expect(await get()).toEqual(before)
})

test.each<[string, [number, string][]]>([
  ['a first that does not begin the novel', [[1, 'a']]],
  [
    'two that begin at one place',
    [
      [0, 'a'],
      [3, 'b'],
      [3, 'c'],
    ],
  ],
  [
    'starts that fall',
    [
      [0, 'a'],
      [3, 'b'],
      [2, 'c'],
    ],
  ],
  [
    'one that begins behind the end',
    [
      [0, 'a'],
      [6, 'b'],
    ],
  ],
])('%s is refused with the reason', async (_what, starts) => {
  const { body } = await put(0, starts)
  expect(body).toMatchObject({ status: 422, code: 'chapters_invalid', params: { paragraphs: 6 } })
  expect(await get()).toMatchObject({ chaptersVersion: 0, byHand: false })
})

test('chapters made by hand stay when the same text is uploaded again', async () => {
  const { body } = await put(0, [[0, 'By hand']])
  await upload()
  expect(await get()).toEqual(body)
})

test('as many chapters as are allowed fit in one request', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `这是第${index}行，写得不长。`)
  await stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: lines.join('\n') } })
  const { paragraphs } = (await stack.send('GET', `/api/projects/${projectId}/novel`)).body
  expect(paragraphs).toBe(20_000)
  const { chaptersVersion } = await get()
  const { status, body } = await put(
    chaptersVersion,
    lines.map((line, index) => [index, line]),
  )
  expect(status).toBe(200)
  expect(body.items).toHaveLength(20_000)
})

test('nothing changes under a job that reads the novel: neither its chapters nor its marked lines', async () => {
  await markLines(stack, projectId, [2])
  // No worker runs, so it stays live.
  const job = await startJob(stack, 'novel_split', projectId)
  const inTheWay = { status: 409, code: 'job_running_already', params: { jobId: job.id } }
  expect((await put(0, [[0, 'By hand']])).body).toMatchObject(inTheWay)
  const restore = { json: { paragraphs: null, restored: true } }
  expect((await stack.send('PATCH', `/api/projects/${projectId}/novel/advertisements`, restore)).body).toMatchObject(
    inTheWay,
  )
  // The same file marks nothing, the stored novel has a marked line: another reading than the one that the job knows.
  expect((await upload()).body).toMatchObject(inTheWay)
  await stack.database.sql`DELETE FROM advertisement`
  expect((await upload()).status).toBe(200)
  // Another novel is another matter: the job goes on with its own.
  const other = await stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: 'Chapter 1\n\nRain.' } })
  expect(other.status).toBe(201)
})

test('chapters, marked lines and characters of another user answer like unknown ones', async () => {
  const { sql } = stack.database
  const other = '00000000-0000-7000-8000-0000000000ff'
  await sql`INSERT INTO "user" (id, name) VALUES (${other}, 'other') ON CONFLICT DO NOTHING`
  const character = '01900000-0000-7000-8000-000000000003'
  await sql`
    INSERT INTO character (id, project_id, novel_id, name, aliases, importance, mentions, rank, evidence)
    SELECT ${character}, id, novel_id, 'x', '[]', 'main', 1, 0, '[]' FROM project WHERE id = ${projectId}`
  await sql`UPDATE project SET user_id = ${other} WHERE id = ${projectId}`
  const project = `/api/projects/${projectId}`
  const requests: [string, string, unknown?][] = [
    ['PUT', `${project}/novel`, { content: 'x' }],
    ['POST', `${project}/novel/reread`, { encoding: 'utf-8' }],
    ['GET', `${project}/novel/original`],
    ['GET', `${project}/novel/text`],
    ['GET', `${project}/novel/advertisements`],
    ['PATCH', `${project}/novel/advertisements`, { paragraphs: null, restored: true }],
    ['GET', `${project}/chapters`],
    ['PUT', `${project}/chapters`, { chaptersVersion: 0, chapters: null }],
    ['PATCH', `/api/characters/${character}`, { setAside: true }],
  ]
  for (const [method, path, json] of requests) {
    const answer = await stack.send(method, path, json === undefined ? {} : { json })
    expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found'])
  }
  expect((await sql`SELECT decided_by_hand FROM character WHERE id = ${character}`)[0]).toEqual({
    decided_by_hand: false,
  })
})
