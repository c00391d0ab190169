import { defineConfig } from 'drizzle-kit'
import { loadConfig } from './src/config.ts'

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/db/tables/*.ts',
  out: './drizzle',
  dbCredentials: { url: loadConfig().databaseUrl ?? 'postgres://127.0.0.1:5432/cineqo' },
})
