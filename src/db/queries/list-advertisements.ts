import { and, asc, eq, gt } from 'drizzle-orm'
import type { Advertisement } from '../../contracts/novel-file.ts'
import type { Queryable } from '../client.ts'
import { advertisements } from '../schema.ts'

/** Marked lines of a novel in order, those behind the paragraph `after`. The caller has looked up the novel with its owner. */
export async function listAdvertisements(
  db: Queryable,
  page: { novelId: string; after: number | undefined; limit: number },
): Promise<Advertisement[]> {
  const { paragraph, text, rule, restored } = advertisements
  return db
    .select({ paragraph, text, rule, restored })
    .from(advertisements)
    .where(
      and(
        eq(advertisements.novelId, page.novelId),
        page.after === undefined ? undefined : gt(advertisements.paragraph, page.after),
      ),
    )
    .orderBy(asc(advertisements.paragraph))
    .limit(page.limit)
}
