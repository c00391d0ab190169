/** Finding the people of a novel and describing them. */

import { cancellationSignal } from '@temporalio/activity'
import { CineqoError } from '../contracts/errors.ts'
import { personFindingSchema } from '../contracts/text.ts'
import { inTransaction } from '../db/client.ts'
import { changeJobCounts } from '../db/queries/change-job-counts.ts'
import { findCharacter } from '../db/queries/find-character.ts'
import { listItemResults } from '../db/queries/list-item-results.ts'
import { saveCast } from '../db/queries/save-cast.ts'
import { saveDescription } from '../db/queries/save-description.ts'
import { characterFacts } from '../novel/passages.ts'
import { settleCast } from '../novel/settle-cast.ts'
import type { ActivityDependencies, ItemRef, JobRef } from './dependencies.ts'
import { callingProvider, countingLosses } from './failures.ts'
import { readJobNovel, windowPassage } from './job-novel.ts'
import { runItem } from './run-item.ts'

/** On the text lane. */
export function createCastActivities(dependencies: ActivityDependencies) {
  const { database, analyst } = dependencies
  const lane = `text:${analyst.provider}`
  return {
    /** Finds the people of one window. */
    findPeople: (ref: ItemRef) =>
      runItem(dependencies, ref, lane, async ({ item, call }) => {
        const passage = await windowPassage(dependencies, item)
        return { result: await callingProvider(() => analyst.findPeople(passage, call)) }
      }),

    /** Joins what all windows found into one cast, asks about doubtful pairs, and stores it. A cast that is stored stays. */
    mergeCast: ({ jobId }: JobRef) =>
      countingLosses(async () => {
        const { job, novel, row } = await readJobNovel(dependencies, jobId)
        if (job.phases.merge?.completed) return
        await inTransaction(database.db, (tx) => changeJobCounts(tx, jobId, (counts) => counts, { phase: 'merge' }))
        const results = await listItemResults(database.db, jobId, 'window')
        const findings = results.flatMap((result) => personFindingSchema.array().parse(result))
        const people = await settleCast(findings, novel, (pair) => {
          const call = { signal: cancellationSignal(), report: () => {} }
          return callingProvider(() => analyst.decideMerge({ ...pair, language: novel.language }, call))
        })
        await saveCast(database.db, job, row.id, people)
      }),

    /** Describes one character. Says whether it is to be drawn; the item ends when that is done. */
    describeCharacter: async (ref: ItemRef): Promise<{ characterId: string; draw: boolean }> => {
      let described = { characterId: '', draw: false }
      await runItem(dependencies, ref, lane, async ({ item, job, call }) => {
        const found =
          item.subjectId &&
          (await findCharacter(database.db, { characterId: item.subjectId, projectId: job.projectId }))
        if (!found) throw new CineqoError('not_found', { what: 'character' })
        const { character } = found
        described = { characterId: character.id, draw: job.input.images !== false && character.importance !== 'minor' }
        // A retry that only misses the picture finds the description in place.
        if (item.result === 'described') return { unfinished: described.draw }
        const { novel } = await readJobNovel(dependencies, job.id)
        const facts = characterFacts(novel, character)
        const description = await callingProvider(() => analyst.describeCharacter(facts, call))
        return {
          result: 'described',
          unfinished: described.draw,
          save: (tx) =>
            saveDescription(tx, character.id, { ...description, provider: analyst.provider, model: analyst.model }),
        }
      })
      return described
    },
  }
}
