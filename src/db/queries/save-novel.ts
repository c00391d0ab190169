import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Novel } from '../../contracts/entities.ts'
import type { Advertisement, ReadingReport } from '../../contracts/novel-file.ts'
import type { Chapter, Language } from '../../contracts/text.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { novels, projects } from '../schema.ts'
import { getProjectNovel } from './get-project-novel.ts'
import { lockFiles } from './lock-files.ts'
import { lockProject } from './lock-project.ts'
import { saveFoundParts } from './save-found-parts.ts'

export interface NewNovel {
  projectId: string
  userId: string
  sha256: string
  storageKey: string
  originalKey: string
  fileName: string | null
  language: Language
  characters: number
  paragraphs: number
  report: ReadingReport
  chapters: readonly Chapter[]
  advertisements: readonly Advertisement[]
}

export interface SavedNovel {
  novel: Novel
  /** False when the project had the text already. */
  created: boolean
  /** A file that the novel has no longer, for `releaseFiles`. */
  leftFile: string | null
}

/**
 * Stores a novel and makes it the one of the project, all or nothing. `storeFiles` puts its files in their place, held against deletion. A text
 * that the project already has keeps its row, with what people decided about its chapters and lines, and takes the rest from this reading. Throws
 * `not_found`, and `job_running_already` when this reading finds other chapters or advertisements than a live job reads.
 */
export async function saveNovel(db: Queryable, novel: NewNovel, storeFiles: () => Promise<void>): Promise<SavedNovel> {
  return inTransaction(db, async (tx) => {
    const project = await lockProject(tx, novel)
    const [existing] = await tx
      .select()
      .from(novels)
      .where(and(eq(novels.projectId, novel.projectId), eq(novels.sha256, novel.sha256)))
    await lockFiles(tx, [novel.storageKey, novel.originalKey])
    const novelId = existing?.id ?? (await insertNovel(tx, novel))
    await saveFoundParts(tx, { ...novel, novelId, isNew: !existing })
    if (existing) await takeReading(tx, novelId, novel)
    if (project.novel?.id !== novelId) {
      await tx.update(projects).set({ novelId, updatedAt: sql`now()` }).where(eq(projects.id, novel.projectId))
    }
    const saved = await getProjectNovel(tx, novel)
    if (!saved) throw new Error('The novel was not stored.')
    await storeFiles()
    const before = existing?.originalKey ?? null
    return { novel: saved.novel, created: !existing, leftFile: before === novel.originalKey ? null : before }
  })
}

async function insertNovel(tx: DatabaseTransaction, novel: NewNovel): Promise<string> {
  const { chapters: _chapters, advertisements: _advertisements, userId: _owner, ...values } = novel
  const id = uuidv7()
  await tx.insert(novels).values({ id, ...values })
  return id
}

async function takeReading(tx: DatabaseTransaction, novelId: string, novel: NewNovel): Promise<void> {
  const { originalKey, fileName, language, report } = novel
  await tx.update(novels).set({ originalKey, fileName, language, report }).where(eq(novels.id, novelId))
}
