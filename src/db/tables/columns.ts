/** Columns that several tables have. */
import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, numeric, timestamp } from 'drizzle-orm/pg-core'

export const instant = (name: string) => timestamp(name, { withTimezone: true })
export const createdAt = () => instant('created_at').notNull().defaultNow()
export const updatedAt = () => instant('updated_at').notNull().defaultNow()
/** A check that a text column holds one of a list of words of ours. */
export const oneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} IN (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`
/** US dollars, to the billionth: one token of a cheap model is a fraction of a millionth. */
export const usd = (name: string) => numeric(name, { precision: 18, scale: 9, mode: 'number' })
