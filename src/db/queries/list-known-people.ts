import { sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'

/** The people that the finished windows of a job have found so far, the most mentioned first, under the name that most windows gave them. */
export async function listKnownPeople(
  db: Queryable,
  { jobId, limit }: { jobId: string; limit: number },
): Promise<{ name: string; aliases: string[] }[]> {
  const { rows } = await db.execute<{ name: string; aliases: string[] }>(sql`
    SELECT person.name,
      coalesce(array_agg(DISTINCT alias) FILTER (WHERE alias IS NOT NULL), '{}') AS aliases
    FROM job_item
    CROSS JOIN LATERAL jsonb_to_recordset(job_item.result) AS person(name text, aliases jsonb, mentions int)
    LEFT JOIN LATERAL jsonb_array_elements_text(person.aliases) AS alias ON true
    WHERE job_item.job_id = ${jobId} AND job_item.kind = 'window' AND job_item.status = 'completed'
    GROUP BY person.name
    ORDER BY sum(person.mentions) DESC, person.name
    LIMIT ${limit}`)
  return rows
}
