import { readFile } from 'node:fs/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { characterSchema } from '../../../src/contracts/entities.ts'
import { personFindingSchema } from '../../../src/contracts/text.ts'
import { inTransaction } from '../../../src/db/client.ts'
import { characters, jobItems } from '../../../src/db/schema.ts'
import { startInProcessWorker } from '../../support/in-process-worker.ts'
import { createProject, ended, startJob } from '../../support/jobs.ts'
import { enNovel } from '../../support/novels.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const migration = new URL('../../../drizzle/0004_names_of_evidence.sql', import.meta.url)

let stack: Stack
let stop: () => Promise<void>

beforeAll(async () => {
  stack = await openStack()
  stop = await startInProcessWorker(stack)
})
afterAll(async () => {
  await stop()
  await stack.close()
})

/** As evidence was before it said which name it shows. */
async function forgetNames(projectId: string): Promise<void> {
  const { db } = stack.database
  const evidence = [
    { paragraph: 3, quote: 'Miss Margaret Hale came in.' },
    { paragraph: 5, quote: 'Margaret laughed.' },
    { paragraph: 7, quote: 'Somebody else wept.' },
  ]
  const person = { name: 'Margaret Hale', aliases: ['Margaret', 'Miss Margaret Hale'], mentions: 2 }
  const old = sql`${JSON.stringify(evidence)}::jsonb`
  await db
    .update(characters)
    .set({ ...person, evidence: old })
    .where(eq(characters.name, 'Margaret Hale'))
  await db
    .update(jobItems)
    .set({ result: sql`${JSON.stringify([{ ...person, evidence }])}::jsonb` })
    .where(
      sql`${jobItems.kind} = 'window' AND ${jobItems.jobId} IN (SELECT id FROM job WHERE project_id = ${projectId})`,
    )
}

test('quotes of earlier versions are given the name that they show, and those that show none are left out', async () => {
  const projectId = await createProject(stack, enNovel(3))
  const job = await startJob(stack, 'character_extraction', projectId, { images: false })
  expect((await ended(stack, job.id)).status).toBe('completed')
  await forgetNames(projectId)
  const untouched = await stack.database.db.select().from(characters).where(eq(characters.name, 'Thomas Reed'))

  const statements = (await readFile(migration, 'utf8')).split('--> statement-breakpoint')
  await inTransaction(stack.database.db, async (tx) => {
    for (const statement of statements) await tx.execute(sql.raw(statement))
  })

  const named = [
    { name: 'Miss Margaret Hale', paragraph: 3, quote: 'Miss Margaret Hale came in.' },
    { name: 'Margaret', paragraph: 5, quote: 'Margaret laughed.' },
  ]
  const { body } = await stack.send('GET', `/api/projects/${projectId}/characters`)
  const people = characterSchema.array().parse(body.items)
  expect(people.find(({ name }) => name === 'Margaret Hale')?.evidence).toEqual(named)
  expect(await stack.database.db.select().from(characters).where(eq(characters.name, 'Thomas Reed'))).toEqual(untouched)
  const [window] = await stack.database.db.select().from(jobItems).where(eq(jobItems.kind, 'window'))
  expect(personFindingSchema.array().parse(window?.result)).toMatchObject([{ name: 'Margaret Hale', evidence: named }])
})
