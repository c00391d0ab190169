/** Lines that sites put into texts: marked, shown, counted, and restored by who knows better. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Advertisement } from '../../../src/contracts/novel-file.ts'
import { newProject } from '../../support/jobs.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const advertisement = '最新网址：www.example.com，请记住本站域名！'
const lines = Array.from({ length: 30 }, (_, index) => [
  `第${index + 1}章 渡口`,
  `林晓在第${index + 1}个渡口等船，风很大。`,
  advertisement,
]).flat()

let stack: Stack
let projectId: string
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())
beforeEach(async () => {
  projectId = await newProject(stack)
})

const put = () => stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: lines.join('\n') } })
const path = () => `/api/projects/${projectId}/novel/advertisements`
const restore = (paragraphs: number[] | null, restored = true) =>
  stack.send('PATCH', path(), { json: { paragraphs, restored } })

async function allPages(limit: number): Promise<Advertisement[]> {
  const found: Advertisement[] = []
  let cursor = ''
  do {
    const { body } = await stack.send('GET', `${path()}?limit=${limit}${cursor && `&cursor=${cursor}`}`)
    expect(body.items.length).toBeLessThanOrEqual(limit)
    found.push(...body.items)
    cursor = body.nextCursor ?? ''
  } while (cursor)
  return found
}

test('marked lines stay in the novel, are counted, and are listed page by page', async () => {
  const { body: novel } = await put()
  expect(novel).toMatchObject({ paragraphs: 90, advertisements: 30 })
  const found = await allPages(7)
  expect(found.map(({ paragraph }) => paragraph)).toEqual(Array.from({ length: 30 }, (_, index) => index * 3 + 2))
  for (const { text, restored } of found) expect([text, restored]).toEqual([advertisement, false])
  expect((await stack.send('GET', `/api/projects/${projectId}/novel/text`)).body.split('\n')).toHaveLength(90)
})

test('lines are restored one by one and all at once, and stay so when the same text is uploaded again', async () => {
  await put()
  expect((await restore([2, 5, 5])).body.advertisements).toBe(28)
  expect((await put()).body.advertisements).toBe(28)
  expect((await allPages(100)).filter(({ restored }) => restored).map(({ paragraph }) => paragraph)).toEqual([2, 5])
  expect((await restore([2], false)).body.advertisements).toBe(29)
  expect((await restore(null)).body.advertisements).toBe(0)
})

test('a paragraph that is not marked can’t be restored, and nothing else is then', async () => {
  await put()
  expect((await restore([2, 3])).body).toMatchObject({ status: 404, code: 'not_found' })
  expect((await restore([2, 3_000_000_000])).body).toMatchObject({ status: 404, code: 'not_found' })
  expect((await allPages(100)).some(({ restored }) => restored)).toBe(false)
})

test('a project without a novel has none', async () => {
  expect((await stack.send('GET', path())).body).toEqual({ items: [], nextCursor: null })
  expect((await restore(null)).body.code).toBe('not_found')
  expect((await stack.send('GET', `${path()}?cursor=abc`)).body.code).toBe('invalid_request')
})
