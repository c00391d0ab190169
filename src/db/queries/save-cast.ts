import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { CastMember, SetAsideReason } from '../../contracts/text.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { inBatches } from '../in-batches.ts'
import { characters } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { insertItems } from './insert-items.ts'
import { recountJob } from './recount-job.ts'

interface FoundPeople {
  /** The most important first. */
  cast: readonly CastMember[]
  setAside: readonly { member: CastMember; reason: SetAsideReason }[]
}

interface FoundPerson {
  member: CastMember
  reason: SetAsideReason | null
}

/**
 * Stores the people that a job has found, with an item for each member of the cast, all or nothing. A character that is known by name keeps its
 * description and pictures, and stays in the cast or out of it where a person has said so. One that was not found this time is kept aside.
 */
export async function saveCast(db: Queryable, job: JobRow, novelId: string, found: FoundPeople): Promise<void> {
  const people = uniquePeople(found)
  await inTransaction(db, async (tx) => {
    await setOthersAside(tx, novelId, [...people.keys()])
    const stored = new Map<string, { id: string; isMember: boolean }>()
    for (const row of await upsertPeople(tx, job, novelId, [...people.values()])) {
      stored.set(row.name, { id: row.id, isMember: row.setAsideReason === null })
    }
    const members = [...people.keys()].flatMap((name) => {
      const row = stored.get(name)
      return row?.isMember ? [{ id: row.id, name }] : []
    })
    const items = members.map(({ id, name }, number) => ({
      kind: 'character' as const,
      key: id,
      number,
      label: name,
      subjectId: id,
    }))
    await insertItems(tx, { jobId: job.id, phase: 'portray', items })
    // Also when everybody was known: entering the phase is what says that the cast is merged.
    await recountJob(tx, job.id, { phase: 'portray' })
  })
}

/** By name, which is unique in a novel: of two with one name the first is meant, and the cast comes first. */
function uniquePeople({ cast, setAside }: FoundPeople): Map<string, FoundPerson> {
  const people = new Map<string, FoundPerson>()
  for (const person of [...cast.map((member) => ({ member, reason: null })), ...setAside]) {
    if (!people.has(person.member.name)) people.set(person.member.name, person)
  }
  return people
}

/** Sets those aside that this reading has not found. */
async function setOthersAside(tx: DatabaseTransaction, novelId: string, names: string[]): Promise<void> {
  await tx
    .update(characters)
    .set({ setAsideReason: 'not_found_again' })
    .where(
      and(
        eq(characters.novelId, novelId),
        eq(characters.decidedByHand, false),
        sql`NOT ${characters.name} IN (SELECT jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`,
      ),
    )
}

async function upsertPeople(tx: DatabaseTransaction, job: JobRow, novelId: string, people: FoundPerson[]) {
  const values = people.map(({ member, reason }, rank) => ({
    id: uuidv7(),
    projectId: job.projectId,
    novelId,
    jobId: job.id,
    rank,
    setAsideReason: reason,
    name: member.name,
    aliases: member.aliases,
    importance: member.importance,
    mentions: member.mentions,
    evidence: member.evidence,
    gender: member.gender,
    age: member.age,
    isNarrator: member.isNarrator,
  }))
  const stored: { id: string; name: string; setAsideReason: SetAsideReason | null }[] = []
  for (const batch of inBatches(values)) {
    const rows = await tx
      .insert(characters)
      .values(batch)
      .onConflictDoUpdate({
        target: [characters.novelId, characters.name],
        set: {
          jobId: job.id,
          rank: sql`excluded.rank`,
          aliases: sql`excluded.aliases`,
          importance: sql`excluded.importance`,
          mentions: sql`excluded.mentions`,
          evidence: sql`excluded.evidence`,
          gender: sql`excluded.gender`,
          age: sql`excluded.age`,
          isNarrator: sql`excluded.is_narrator`,
          setAsideReason: sql`CASE WHEN ${characters.decidedByHand} THEN ${characters.setAsideReason} ELSE excluded.set_aside_reason END`,
          updatedAt: sql`now()`,
        },
      })
      .returning({ id: characters.id, name: characters.name, setAsideReason: characters.setAsideReason })
    stored.push(...rows)
  }
  return stored
}
