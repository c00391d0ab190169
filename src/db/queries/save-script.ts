import { eq, sql } from 'drizzle-orm'
import type { Origin } from '../../contracts/item-notes.ts'
import type { EpisodeScript } from '../../contracts/text.ts'
import type { DatabaseTransaction } from '../client.ts'
import { episodes } from '../schema.ts'

/** Stores the script of an episode. */
export async function saveScript(
  tx: DatabaseTransaction,
  episodeId: string,
  script: { content: EpisodeScript } & Origin,
): Promise<void> {
  await tx
    .update(episodes)
    .set({ ...script, updatedAt: sql`now()` })
    .where(eq(episodes.id, episodeId))
}
