/** Dividing a novel into episodes and writing their scripts. */
import { CineqoError } from '../contracts/errors.ts'
import { boundarySchema, type SplitMode } from '../contracts/text.ts'
import { inTransaction } from '../db/client.ts'
import { findJobNovel } from '../db/queries/find-job-novel.ts'
import { insertItems } from '../db/queries/insert-items.ts'
import { listItemResults } from '../db/queries/list-item-results.ts'
import { listSplitRanges } from '../db/queries/list-split-ranges.ts'
import { saveEpisodePlan } from '../db/queries/save-episode-plan.ts'
import { saveScript } from '../db/queries/save-script.ts'
import { showSplit } from '../db/queries/show-split.ts'
import { settleEpisodes } from '../novel/episodes.ts'
import { episodePassage } from '../novel/passages.ts'
import { divideIntoWindows } from '../novel/windows.ts'
import type { ActivityDependencies, ItemRef, JobRef } from './dependencies.ts'
import { mappingErrors } from './failures.ts'
import { itemRange, readJobNovel, windowPassage } from './job-novel.ts'
import { runItem } from './run-item.ts'

/** On the work queue. */
export function createSplitActivities(dependencies: ActivityDependencies) {
  const { database, analyst } = dependencies
  return {
    /** Plans the windows in which boundaries are looked for. */
    planWindows: ({ jobId, phase }: JobRef & { phase: 'divide' | 'read' }) =>
      mappingErrors(async () => {
        const { novel } = await readJobNovel(dependencies, jobId)
        const windows = divideIntoWindows(novel.paragraphs, analyst.windowCharacters)
        await inTransaction(database.db, (tx) =>
          insertItems(tx, {
            jobId,
            phase,
            items: windows.map((range, number) => ({ kind: 'window', key: String(number), number, ...range })),
          }),
        )
      }),

    /** Decides the ranges of the episodes from what all windows proposed, and stores them. A decision that is stored stays. */
    settleBoundaries: ({ jobId }: JobRef) =>
      mappingErrors(async () => {
        const { job, novel, row, chapters } = await readJobNovel(dependencies, jobId)
        const results = await listItemResults(database.db, jobId, 'window')
        const ranges = settleEpisodes({
          paragraphLengths: novel.paragraphs.map((paragraph) => paragraph.length),
          chapters,
          proposals: results.flatMap((result) => boundarySchema.array().parse(result)),
          mode: job.input.mode as SplitMode,
          maxEpisodes: job.input.maxEpisodes as number | undefined,
          language: novel.language,
        })
        await saveEpisodePlan(database.db, job, row.id, ranges)
      }),

    /** Makes the episodes of this job the ones that are shown. */
    showSplit: ({ jobId }: JobRef) =>
      mappingErrors(async () => {
        const found = await findJobNovel(database.db, jobId)
        if (!found) throw new CineqoError('novel_missing')
        await showSplit(database.db, found.novel.id, jobId)
      }),
  }
}

/** On the text lane. */
export function createScriptActivities(dependencies: ActivityDependencies) {
  const { analyst } = dependencies
  const lane = `text:${analyst.provider}`
  return {
    /** Asks where episodes may begin in one window. */
    proposeBoundaries: (ref: ItemRef) =>
      runItem(dependencies, ref, lane, async ({ item, call }) => ({
        result: await analyst.proposeBoundaries(await windowPassage(dependencies, item), call),
      })),

    /** Writes title, summary, hook and script of one episode. */
    writeScript: (ref: ItemRef) =>
      runItem(dependencies, ref, lane, async ({ item, job, call }) => {
        const { novel, chapters } = await readJobNovel(dependencies, job.id)
        const ranges = await listSplitRanges(dependencies.database.db, job.id)
        const { startParagraph } = itemRange(item)
        const index = ranges.findIndex((range) => range.startParagraph === startParagraph)
        const content = await analyst.writeScript(episodePassage(novel, chapters, ranges, index), call)
        const { subjectId } = item
        if (!subjectId) throw new Error(`Item ${item.id} names no episode.`)
        return {
          save: (tx) => saveScript(tx, subjectId, { content, provider: analyst.provider, model: analyst.model }),
        }
      }),
  }
}
