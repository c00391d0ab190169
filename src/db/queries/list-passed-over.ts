import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { advertisements } from '../schema.ts'

/** The paragraphs of a novel that nobody reads as a part of the story: lines marked as advertisements and not restored, in order. */
export async function listPassedOver(db: Queryable, novelId: string): Promise<number[]> {
  const rows = await db
    .select({ paragraph: advertisements.paragraph })
    .from(advertisements)
    .where(and(eq(advertisements.novelId, novelId), eq(advertisements.restored, false)))
    .orderBy(asc(advertisements.paragraph))
  return rows.map(({ paragraph }) => paragraph)
}
