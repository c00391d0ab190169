/** Who reads, writes and draws: what people have set, and what was found out about servers. */
import { sql } from 'drizzle-orm'
import { jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ScopeSettings, TextCapabilities } from '../../contracts/settings.ts'
import { updatedAt } from './columns.ts'
import { projects, users } from './projects.ts'

/** One row for the installation of a user, and one for each project that differs from it. */
export const settings = pgTable(
  'settings',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null: the installation. */
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'cascade' }),
    values: jsonb('values').$type<ScopeSettings>().notNull(),
    /** Encrypted, see `settings/secrets.ts`. */
    textKey: text('text_key'),
    imageKey: text('image_key'),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('settings_project_unique').on(table.projectId),
    uniqueIndex('settings_installation_unique').on(table.userId).where(sql`${table.projectId} IS NULL`),
  ],
)

/** What text servers can do, as they showed. */
export const textCapabilities = pgTable(
  'text_capability',
  {
    baseUrl: text('base_url').notNull(),
    model: text('model').notNull(),
    capabilities: jsonb('capabilities').$type<TextCapabilities>().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.baseUrl, table.model] })],
)
