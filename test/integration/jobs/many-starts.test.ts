import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProject } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack

beforeAll(async () => {
  // Settings are asked for with a connection of the pool, as in a server.
  stack = await openStack({
    environment: { OPENAI_API_KEY: 'sk-test-0000000000', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
  })
})
afterAll(() => stack.close())

test('as many jobs with a budget as there are connections to the database can be started at once', async () => {
  const projectIds = await Promise.all(Array.from({ length: 12 }, () => createProject(stack, zhNovel(2))))
  const answers = await Promise.all(
    projectIds.map((projectId) =>
      stack.send('POST', '/api/jobs', { json: { type: 'novel_split', projectId, input: {}, budgetUsd: 1 } }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(202))
})
