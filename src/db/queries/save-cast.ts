import { and, eq, notInArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { CastMember } from '../../contracts/text.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { characters } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { insertItems } from './insert-items.ts'
import { recountJob } from './recount-job.ts'

/**
 * Stores the cast that a job has found, the most important first, with an item for each, all or nothing. A character that is known by name
 * keeps its description and pictures; one that was not found this time is kept aside with the reason.
 */
export async function saveCast(db: Queryable, job: JobRow, novelId: string, cast: CastMember[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    const names = cast.map(({ name }) => name)
    await tx
      .update(characters)
      .set({ setAsideReason: 'not_found_again' })
      .where(and(eq(characters.novelId, novelId), names.length > 0 ? notInArray(characters.name, names) : undefined))
    const items = []
    for (const [rank, member] of cast.entries()) {
      const [row] = await tx
        .insert(characters)
        .values({ id: uuidv7(), projectId: job.projectId, novelId, jobId: job.id, rank, ...member })
        .onConflictDoUpdate({
          target: [characters.novelId, characters.name],
          set: {
            aliases: member.aliases,
            importance: member.importance,
            mentions: member.mentions,
            evidence: member.evidence,
            gender: member.gender,
            age: member.age,
            isNarrator: member.isNarrator,
            jobId: job.id,
            rank,
            setAsideReason: null,
            updatedAt: sql`now()`,
          },
        })
        .returning({ id: characters.id })
      if (row)
        items.push({ kind: 'character' as const, key: row.id, number: rank, label: member.name, subjectId: row.id })
    }
    await insertItems(tx, { jobId: job.id, phase: 'portray', items })
    // Also when everybody was known: entering the phase is what says that the cast is merged.
    await recountJob(tx, job.id, { phase: 'portray' })
  })
}
