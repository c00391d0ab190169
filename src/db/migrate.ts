/** Brings a database to the tables of this version. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { type Database, inTransaction } from './client.ts'
import { triggers, triggersSql, triggersVersion } from './triggers.ts'

/** Lies two folders above both `src/db` and `dist/db`. */
const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))
/** Any constant: whoever migrates a database of Cineqo takes this advisory lock. */
const migrationLock = 0x63696e65

/**
 * Applies what is missing of the committed migrations, and the triggers. Several processes may call it at once: one works, the others
 * wait. Throws what PostgreSQL says when the tables are not ours.
 */
export async function migrateDatabase(database: Database): Promise<void> {
  if (!existsSync(migrationsFolder)) throw new Error(`The migrations are missing: ${migrationsFolder}`)
  // The lock is held by one connection of the pool while others migrate.
  await inTransaction(database.db, async (lock) => {
    await lock.execute(sql`SELECT pg_advisory_xact_lock(${migrationLock})`)
    await migrate(database.db, { migrationsFolder })
    if (!(await triggersAreApplied(database))) await applyTriggers(database)
  })
}

/** Creates or replaces the triggers, and notes on each which version it is of; `db:push` leaves them out. */
export async function applyTriggers(database: Database): Promise<void> {
  const notes = triggers.map(({ name, table }) => `COMMENT ON TRIGGER ${name} ON ${table} IS '${triggersVersion}';`)
  await database.db.execute(sql.raw([triggersSql, ...notes].join('\n')))
}

/**
 * Whether every trigger is there in this version. Replacing one locks its table against running work, so a process that starts beside others
 * does not do it for nothing.
 */
async function triggersAreApplied(database: Database): Promise<boolean> {
  const { rows } = await database.db.execute(
    sql`SELECT count(*)::int AS applied FROM pg_trigger
        WHERE tgrelid IN ('job'::regclass, 'job_item'::regclass)
          AND obj_description(oid, 'pg_trigger') = ${triggersVersion}`,
  )
  return rows[0]?.applied === triggers.length
}

/** Notes every committed migration as applied, in a database whose tables were pushed. Later migrations then start from here. */
export async function markMigrated(database: Database): Promise<void> {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as { entries: unknown[] }
  const migrations = readMigrationFiles({ migrationsFolder })
  if (journal.entries.length !== migrations.length)
    throw new Error('The journal of migrations does not match its files.')
  await database.db.execute(sql`CREATE SCHEMA IF NOT EXISTS drizzle`)
  await database.db.execute(
    sql`CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
  )
  for (const migration of migrations) {
    await database.db.execute(
      sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) SELECT ${migration.hash}, ${migration.folderMillis}
          WHERE NOT EXISTS (SELECT 1 FROM drizzle.__drizzle_migrations WHERE hash = ${migration.hash})`,
    )
  }
}
