import { expect, test } from 'vitest'
import { createProject } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { openStack } from '../../support/stack.ts'

test('over REST, a job that costs nothing has no lines, and what can not be started can not be estimated', async () => {
  const free = await openStack()
  const projectId = await createProject(free, zhNovel(3))
  const ask = (json: object) => free.send('POST', `/api/projects/${projectId}/estimate`, { json })
  const { status, body } = await ask({ type: 'adaptation' })
  expect(status).toBe(200)
  expect(body).toMatchObject({ lines: [], costUsd: { low: 0, expected: 0, high: 0 }, unpricedModels: [] })
  expect(body.novelTokens).toBeGreaterThan(500)
  expect((await ask({ type: 'novel_split', input: { mode: 'count' } })).body.code).toBe('episodes_required')
  expect((await ask({ type: 'novel_split', input: { mode: 'none' } })).body.code).toBe('invalid_request')
  const empty = (await free.send('POST', '/api/projects', { json: { name: 'Empty' } })).body.id
  const missing = await free.send('POST', `/api/projects/${empty}/estimate`, { json: { type: 'adaptation' } })
  expect(missing.body.code).toBe('novel_missing')
  await free.close()
})
