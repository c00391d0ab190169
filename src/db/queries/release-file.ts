import { eq, or } from 'drizzle-orm'
import { inTransaction, type Queryable } from '../client.ts'
import { images, novels } from '../schema.ts'
import { lockFiles } from './lock-files.ts'

/** Calls `remove` when no row names the file, while nobody can begin to. */
export async function releaseFile(db: Queryable, key: string, remove: () => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockFiles(tx, [key])
    const [novel] = await tx
      .select({ id: novels.id })
      .from(novels)
      .where(or(eq(novels.storageKey, key), eq(novels.originalKey, key)))
      .limit(1)
    const [image] = await tx.select({ id: images.id }).from(images).where(eq(images.storageKey, key)).limit(1)
    if (!novel && !image) await remove()
  })
}
