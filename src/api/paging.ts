/** Keyset paging: a page goes on behind the last id of the page before, so that rows added meanwhile move nothing. */
import { z } from 'zod'

/** Ids sort by time, so the cursor of a list is the last id on its page, wrapped to be opaque. */
const cursor = z
  .string()
  .max(100)
  .transform((value, context) => {
    const id = Buffer.from(value, 'base64url').toString('utf8')
    if (z.uuid().safeParse(id).success) return id
    context.addIssue({ code: 'custom', message: 'not a cursor of this list' })
    return z.NEVER
  })

/** The query parameters of a paged list. */
export function pageQuery({ defaultLimit, maxLimit }: { defaultLimit: number; maxLimit: number }) {
  return { limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit), cursor: cursor.optional() }
}

/** Makes a page of `limit` items from one item more than that, so that the last page is known to be the last. */
export function toPage<Item extends { id: string }>(items: Item[], limit: number) {
  const page = items.slice(0, limit)
  const last = page.at(-1)
  const hasMore = items.length > limit && last !== undefined
  return { items: page, nextCursor: hasMore ? Buffer.from(last.id).toString('base64url') : null }
}

/** The cursor of a list that is ordered by a number. */
export const numberCursor = z
  .string()
  .max(100)
  .transform((value, context) => {
    const text = Buffer.from(value, 'base64url').toString('utf8')
    if (/^\d{1,9}$/.test(text)) return Number(text)
    context.addIssue({ code: 'custom', message: 'not a cursor of this list' })
    return z.NEVER
  })

export function toNumberCursor(last: number): string {
  return Buffer.from(String(last)).toString('base64url')
}
