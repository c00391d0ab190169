/** Hostile files from outside: each is read or refused with its code, the API goes on, and nothing of a refused one stays. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { novelSchema } from '../../../src/contracts/entities.ts'
import { newProject } from '../../support/jobs.ts'
import { expectRefusal } from '../../support/refusals.ts'
import { openStack, type Stack } from '../../support/stack.ts'
import { expectFilesToHaveRows } from '../../support/stored-files.ts'
import { archiveCases } from '../../unit/novel/formats/hostile/archives.ts'
import type { HostileCase } from '../../unit/novel/formats/hostile/case.ts'
import { pageCases } from '../../unit/novel/formats/hostile/pages.ts'
import { textCases } from '../../unit/novel/formats/hostile/texts.ts'

const cases: HostileCase[] = [...textCases, ...pageCases, ...archiveCases]

let stack: Stack
let projectId: string
beforeAll(async () => {
  stack = await openStack({ maxNovelBytes: 50 * 1024 * 1024 })
  projectId = await newProject(stack)
})
afterAll(() => stack.close())

test.each(cases.map((hostile) => [hostile.what, hostile.fileName, hostile] as const))(
  '%s as %s',
  async (_what, fileName, { bytes, outcome }) => {
    const form = new FormData()
    // No header can hold a NUL: a form with one is refused before its file is looked at.
    form.set('file', new Blob([new Uint8Array(await bytes())]), fileName.replaceAll('\0', ''))
    const answer = await stack.send('PUT', `/api/projects/${projectId}/novel`, { body: form })
    if ('error' in outcome) {
      expectRefusal(answer, 422, outcome.error)
      return
    }
    expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
    const { report } = novelSchema.parse(answer.body)
    expect(report?.changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(outcome.changes ?? []))
    expect(report?.notes.map(({ code }) => code)).toEqual(expect.arrayContaining(outcome.notes ?? []))
  },
)

test('nothing is left of those that were refused', () => expectFilesToHaveRows(stack))
