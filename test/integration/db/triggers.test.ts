import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from '../../../src/db/migrate.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack

beforeAll(async () => {
  stack = await openStack({ api: false })
})
afterAll(() => stack.close())

/** Each trigger of ours, with the transaction that made it. */
async function triggers(): Promise<Record<string, unknown>> {
  const { rows } = await stack.database.db.execute<{ name: string; made: string }>(
    sql`SELECT tgname AS name, xmin::text AS made FROM pg_trigger
        WHERE tgrelid IN ('job'::regclass, 'job_item'::regclass) AND NOT tgisinternal ORDER BY tgname`,
  )
  return Object.fromEntries(rows.map(({ name, made }) => [name, made]))
}

test('a process that starts beside others leaves the triggers alone, and puts back one that is missing', async () => {
  const before = await triggers()
  expect(Object.keys(before)).toEqual(['job_item_notify', 'job_item_number', 'job_notify', 'job_number'])
  await migrateDatabase(stack.database)
  expect(await triggers()).toEqual(before)

  await stack.database.db.execute(sql`DROP TRIGGER job_notify ON job`)
  await migrateDatabase(stack.database)
  expect(Object.keys(await triggers())).toEqual(Object.keys(before))
})
