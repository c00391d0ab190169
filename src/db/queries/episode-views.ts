import type { Episode } from '../../contracts/entities.ts'
import type { episodes } from '../schema.ts'

export function toEpisode(row: typeof episodes.$inferSelect): Episode {
  return {
    id: row.id,
    projectId: row.projectId,
    number: row.number,
    startParagraph: row.startParagraph,
    endParagraph: row.endParagraph,
    content: row.content,
    provider: row.provider,
    updatedAt: row.updatedAt.toISOString(),
  }
}
