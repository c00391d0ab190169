import type { Queryable } from '../client.ts'
import { projects } from '../schema.ts'

/** Stores a project without a novel. */
export async function insertProject(
  db: Queryable,
  project: Pick<typeof projects.$inferInsert, 'id' | 'userId' | 'name' | 'language' | 'style' | 'aspectRatio'>,
): Promise<void> {
  await db.insert(projects).values(project)
}
