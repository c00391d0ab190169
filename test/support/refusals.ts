/** What a refused request looks like from outside: a problem with a registered code, and nothing stored. */
import { readdir } from 'node:fs/promises'
import { expect } from 'vitest'
import { errorCodes } from '../../src/contracts/errors.ts'
import type { Answer, SendOptions, Stack } from './stack.ts'

export type RefusedRequest = [what: string, status: number, code: string, request: () => [string, string, SendOptions?]]

/** Counts of all tables and the names of all files. */
export async function everythingStored({ database, storageDirectory }: Stack): Promise<unknown> {
  const [counts] = await database.sql`
    SELECT (SELECT count(*) FROM project) AS projects, (SELECT count(*) FROM novel) AS novels,
           (SELECT count(*) FROM chapter) AS chapters, (SELECT count(*) FROM job) AS jobs,
           (SELECT count(*) FROM job_item) AS items, (SELECT max(name) FROM project) AS name`
  const files = await readdir(storageDirectory, { recursive: true })
  return { ...counts, files: files.sort() }
}

/** An id of the right form that nothing has. */
export const unknownId = '01900000-0000-7000-8000-000000000000'

/** A body sent as it stands, whatever its type says. */
export function raw(body: string, type = 'application/json'): SendOptions {
  return { body, headers: { 'content-type': type } }
}

export function expectRefusal(answer: Answer, status: number, code: string): void {
  expect(answer.body).toMatchObject({ status, code })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch('application/problem+json')
  expect(errorCodes).toContain(answer.body.code)
  expect(answer.body.message.en).not.toMatch(/\{\w+\}/)
  expect(answer.body.message.zh).toBeTruthy()
  expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
}
