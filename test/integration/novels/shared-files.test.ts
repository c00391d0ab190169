/** Files are stored once by their content. One that is still anybody's is never removed, and one that is nobody's always. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newProject } from '../../support/jobs.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'
import { expectFilesToHaveRows } from '../../support/stored-files.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

async function projectWith(content: string): Promise<string> {
  const id = await newProject(stack)
  expect((await put(id, content)).status).toBe(201)
  return id
}

const put = (projectId: string, content: string) =>
  stack.send('PUT', `/api/projects/${projectId}/novel`, { body: content, headers: { 'content-type': 'text/plain' } })

const keysOf = async (projectId: string) => {
  const [row] = await stack.database.sql`SELECT storage_key, original_key FROM novel WHERE project_id = ${projectId}`
  return [row?.storage_key, row?.original_key] as [string, string]
}

const isStored = (key: string) => existsSync(join(stack.storageDirectory, key))

test('text and original go with the last project that has them', async () => {
  const content = 'Chapter 1\n\nTwo projects share this.'
  const [one, two] = [await projectWith(content), await projectWith(content)]
  const keys = await keysOf(two)
  await stack.send('DELETE', `/api/projects/${one}`)
  expect(keys.map(isStored)).toEqual([true, true])
  await stack.send('DELETE', `/api/projects/${two}`)
  expect(keys.map(isStored)).toEqual([false, false])
})

test('the file of before goes when the same text comes from another one', async () => {
  const projectId = await projectWith('Chapter 1\n\nOne text, two files.')
  const [, before] = await keysOf(projectId)
  await put(projectId, 'Chapter 1\n\n\n\nOne text, two files.\n')
  const [, after] = await keysOf(projectId)
  expect(after).not.toBe(before)
  expect([before, after].map(isStored)).toEqual([false, true])
})

test('a file that somebody uploads while its last project is being deleted stays', async () => {
  const projectId = await projectWith('Chapter 1\n\nDeleted and uploaded at once.')
  const other = await newProject(stack)
  const [text, original] = await keysOf(projectId)
  let deleted: ReturnType<Stack['send']> | undefined
  // What an upload does: it holds the files, stores them, and writes its row.
  await stack.database.sql.begin(async (sql) => {
    for (const key of [text, original].sort()) await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
    deleted = stack.send('DELETE', `/api/projects/${projectId}`)
    await until('the rows to go', async () => (await stack.send('GET', `/api/projects/${projectId}`)).status === 404)
    await sql`
      INSERT INTO novel (id, project_id, sha256, storage_key, original_key, language, characters, paragraphs)
      VALUES (gen_random_uuid(), ${other}, 'x', ${text}, ${original}, 'en', 1, 1)`
  })
  expect((await deleted)?.status).toBe(204)
  expect([text, original].map(isStored)).toEqual([true, true])
})

test('deletions and uploads of one text at once leave no row without its file, and no file without a row', async () => {
  const content = 'Chapter 1\n\nOver and over.'
  for (let round = 0; round < 10; round++) {
    const [one, two] = [await projectWith(content), await newProject(stack)]
    await Promise.all([stack.send('DELETE', `/api/projects/${one}`), put(two, content)])
    expect((await stack.send('GET', `/api/projects/${two}/novel/text`)).status).toBe(200)
    expect((await stack.send('GET', `/api/projects/${two}/novel/original`)).status).toBe(200)
    await stack.send('DELETE', `/api/projects/${two}`)
  }
  await expectFilesToHaveRows(stack)
})
