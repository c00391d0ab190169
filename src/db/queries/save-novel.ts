import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Novel } from '../../contracts/entities.ts'
import type { Chapter, Language } from '../../contracts/text.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { inBatches } from '../in-batches.ts'
import { chapters, novels, projects } from '../schema.ts'
import { lockProject } from './lock-project.ts'
import { toNovel } from './project-views.ts'

export interface NewNovel {
  projectId: string
  userId: string
  sha256: string
  storageKey: string
  fileName: string | null
  language: Language
  characters: number
  paragraphs: number
  chapters: readonly Chapter[]
}

/**
 * Stores a novel with its chapters and makes it the one of the project, all or nothing. A text that the project already has is not stored
 * again: its row becomes the project's novel, `created` is false. Throws `not_found`.
 */
export async function saveNovel(db: Queryable, novel: NewNovel): Promise<{ novel: Novel; created: boolean }> {
  return inTransaction(db, async (tx) => {
    const project = await lockProject(tx, novel)
    const [existing] = await tx
      .select()
      .from(novels)
      .where(and(eq(novels.projectId, novel.projectId), eq(novels.sha256, novel.sha256)))
    const row = existing ?? (await insertNovel(tx, novel))
    if (project.novel?.id !== row.id) {
      await tx.update(projects).set({ novelId: row.id, updatedAt: sql`now()` }).where(eq(projects.id, novel.projectId))
    }
    return { novel: toNovel(row, { chapters: novel.chapters.length, advertisements: 0 }), created: !existing }
  })
}

async function insertNovel(db: Queryable, novel: NewNovel): Promise<typeof novels.$inferSelect> {
  const { chapters: found, userId: _owner, ...values } = novel
  const [row] = await db
    .insert(novels)
    .values({ id: uuidv7(), ...values })
    .returning()
  if (!row) throw new Error('The novel was not stored.')
  const rows = found.map((chapter, number) => ({ id: uuidv7(), novelId: row.id, number, ...chapter }))
  for (const batch of inBatches(rows)) await db.insert(chapters).values(batch)
  return row
}
