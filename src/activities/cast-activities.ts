/** Finding the people of a novel, deciding who is who, and describing them. */
import { z } from 'zod'
import { CineqoError } from '../contracts/errors.ts'
import { type PersonFinding, personFindingSchema } from '../contracts/text.ts'
import { inTransaction } from '../db/client.ts'
import { changeJobCounts } from '../db/queries/change-job-counts.ts'
import { findCharacter } from '../db/queries/find-character.ts'
import { insertItems } from '../db/queries/insert-items.ts'
import { listItemResults } from '../db/queries/list-item-results.ts'
import { listItemSubjects } from '../db/queries/list-item-subjects.ts'
import { listKnownPeople } from '../db/queries/list-known-people.ts'
import { saveCast } from '../db/queries/save-cast.ts'
import { saveDescription } from '../db/queries/save-description.ts'
import { mergeFindings } from '../novel/cast.ts'
import { type FindingsInNovel, readFindings } from '../novel/cast-findings.ts'
import { characterFacts, type NovelText } from '../novel/passages.ts'
import type { ActivityDependencies, ItemRef, JobRef } from './dependencies.ts'
import { callingProvider, countingLosses } from './failures.ts'
import { readJobNovel, windowPassage } from './job-novel.ts'
import { runItem } from './run-item.ts'

/** More names than this say nothing new to a reader, and cost tokens in every window. */
const mostKnownPeople = 40

const pairSchema = z.object({ first: personFindingSchema, second: personFindingSchema })

/** On the text lane. */
export function createCastActivities(dependencies: ActivityDependencies) {
  const { database } = dependencies
  const { db } = database

  async function readWindows(jobId: string, novel: NovelText): Promise<FindingsInNovel> {
    const results = await listItemResults(db, jobId, 'window')
    const findings: PersonFinding[] = results.flatMap((result) => personFindingSchema.array().parse(result))
    return readFindings(findings, novel)
  }

  return {
    /** Finds the people of one window. */
    findPeople: (ref: ItemRef) =>
      runItem(dependencies, ref, 'text', async ({ item, providers, call }) => {
        const passage = await windowPassage(dependencies, item)
        const known = await listKnownPeople(db, { jobId: item.jobId, limit: mostKnownPeople })
        const { value, origin } = await callingProvider(() => providers.analyst.findPeople({ ...passage, known }, call))
        return { result: value, origin }
      }),

    /** Plans a decision about each pair of names that rules can't decide. */
    planPairs: ({ jobId }: JobRef) =>
      countingLosses(async () => {
        const { job, novel } = await readJobNovel(dependencies, jobId)
        if (job.phases.merge?.completed) return
        const { doubtful } = mergeFindings(await readWindows(jobId, novel))
        const items = doubtful.map((pair, number) => ({
          kind: 'pair' as const,
          key: JSON.stringify([pair.first.name, pair.second.name]),
          number,
          label: `${pair.first.name} / ${pair.second.name}`,
          subject: pair,
        }))
        await inTransaction(db, (tx) => insertItems(tx, { jobId, phase: 'decide', items }))
      }),

    /** Decides whether a doubtful pair is one person. */
    decidePair: (ref: ItemRef) =>
      runItem(dependencies, ref, 'text', async ({ item, providers, call }) => {
        const { novel } = await readJobNovel(dependencies, item.jobId)
        const pair = pairSchema.parse(item.subject)
        const { value, origin } = await callingProvider(() =>
          providers.analyst.decideMerge({ ...pair, language: novel.language }, call),
        )
        return { result: value, origin }
      }),

    /**
     * Joins what all windows found into one cast, with the pairs that were decided to be one person; a pair without a decision stays two. A cast
     * that is stored stays.
     */
    mergeCast: ({ jobId }: JobRef) =>
      countingLosses(async () => {
        const { job, novel, row } = await readJobNovel(dependencies, jobId)
        if (job.phases.merge?.completed) return
        await inTransaction(db, (tx) => changeJobCounts(tx, jobId, (counts) => counts, { phase: 'merge' }))
        const pairs = await listItemSubjects(db, jobId, 'pair')
        const decisions = pairs.map(({ subject, result, origin }) => {
          const { first, second } = pairSchema.parse(subject)
          const byRules = !origin?.promptVersion
          return { first: first.name, second: second.name, same: result === 'same', byRules }
        })
        await saveCast(db, job, row.id, mergeFindings(await readWindows(jobId, novel), decisions))
      }),

    /** Describes one character. Says whether it is to be drawn; the item ends when that is done. */
    describeCharacter: async (ref: ItemRef): Promise<{ characterId: string; draw: boolean; looks: boolean }> => {
      let described = { characterId: '', draw: false, looks: false }
      await runItem(dependencies, ref, 'text', async ({ item, job, providers, call }) => {
        const found =
          item.subjectId && (await findCharacter(db, { characterId: item.subjectId, projectId: job.projectId }))
        if (!found) throw new CineqoError('not_found', { what: 'character' })
        const { character } = found
        const draw = job.input.images !== false && character.importance !== 'minor'
        described = { characterId: character.id, draw, looks: draw && job.input.looks === true }
        // A retry that only misses the picture finds the description in place.
        if (item.result === 'described') return { unfinished: described.draw }
        const { novel } = await readJobNovel(dependencies, job.id)
        const facts = characterFacts(novel, character)
        const { value, origin } = await callingProvider(() => providers.analyst.describeCharacter(facts, call))
        return {
          result: 'described',
          origin,
          unfinished: described.draw,
          save: (tx) => saveDescription(tx, character.id, { ...value, ...origin }),
        }
      })
      return described
    },
  }
}
