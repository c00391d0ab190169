import { inArray, or } from 'drizzle-orm'
import { inTransaction, type Queryable } from '../client.ts'
import { images, novels } from '../schema.ts'
import { lockFiles } from './lock-files.ts'

/** Each takes a lock in the memory of the database. */
const filesAtOnce = 100

/** Calls `remove` for each of the files that no row names, while nobody can begin to name it. */
export async function releaseFiles(
  db: Queryable,
  keys: readonly string[],
  remove: (key: string) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < keys.length; start += filesAtOnce) {
    const some = keys.slice(start, start + filesAtOnce)
    await inTransaction(db, async (tx) => {
      await lockFiles(tx, some)
      const named = await tx
        .select({ text: novels.storageKey, original: novels.originalKey })
        .from(novels)
        .where(or(inArray(novels.storageKey, some), inArray(novels.originalKey, some)))
      const drawn = await tx
        .select({ picture: images.storageKey, thumbnail: images.thumbnailKey })
        .from(images)
        .where(or(inArray(images.storageKey, some), inArray(images.thumbnailKey, some)))
      const used = new Set([
        ...named.flatMap(({ text, original }) => [text, original]),
        ...drawn.flatMap(({ picture, thumbnail }) => [picture, thumbnail]),
      ])
      await Promise.all(some.filter((key) => !used.has(key)).map(remove))
    })
  }
}
