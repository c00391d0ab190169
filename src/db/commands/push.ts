/**
 * `npm run db:push`: makes the tables match the schema file without a migration, for trying changes. The triggers are applied, and the
 * committed migrations are noted as done, so that `db:migrate` goes on from here.
 */
import { spawnSync } from 'node:child_process'
import { loadConfig } from '../../config.ts'
import { holdLocalServices } from '../../local/index.ts'
import { connectDatabase } from '../client.ts'
import { applyTriggers, markMigrated } from '../migrate.ts'

const config = loadConfig()
const held = config.databaseUrl
  ? undefined
  : await holdLocalServices({
      directory: config.directory,
      role: 'cli',
      need: { postgres: true, temporal: false },
      onProgress: (message) => console.error(message),
    })
const url = config.databaseUrl ?? held?.databaseUrl
if (!url) throw new Error('The local PostgreSQL did not say where it listens.')

const pushed = spawnSync('npx', ['drizzle-kit', 'push', '--force'], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: url },
})
if (pushed.status === 0) {
  const database = connectDatabase({ url, poolSize: 2, applicationName: 'cineqo-push' })
  await applyTriggers(database)
  await markMigrated(database)
  await database.close()
  console.log('Tables, triggers and the journal of migrations are up to date.')
}
await held?.release()
process.exitCode = pushed.status ?? 1
