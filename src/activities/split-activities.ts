/** Dividing a novel into episodes and writing their scripts. */
import { CineqoError } from '../contracts/errors.ts'
import { boundarySchema, type SplitMode } from '../contracts/text.ts'
import { inTransaction } from '../db/client.ts'
import { findJobNovel } from '../db/queries/find-job-novel.ts'
import { insertItems } from '../db/queries/insert-items.ts'
import { listItemResults } from '../db/queries/list-item-results.ts'
import { saveEpisodePlan } from '../db/queries/save-episode-plan.ts'
import { saveScript } from '../db/queries/save-script.ts'
import { showSplit } from '../db/queries/show-split.ts'
import { settleEpisodes } from '../novel/episodes.ts'
import { episodePassage } from '../novel/passages.ts'
import type { ActivityDependencies, ItemRef, JobRef } from './dependencies.ts'
import { callingProvider, countingLosses } from './failures.ts'
import { itemRange, readJobNovel, windowPassage } from './job-novel.ts'
import { runItem } from './run-item.ts'

/** On the work queue. */
export function createSplitActivities(dependencies: ActivityDependencies) {
  const { database, providersOf } = dependencies
  return {
    /** Plans the windows in which boundaries are looked for. */
    planWindows: ({ jobId, phase }: JobRef & { phase: 'divide' | 'read' }) =>
      countingLosses(async () => {
        const { novel, job } = await readJobNovel(dependencies, jobId)
        const { analyst } = await providersOf(job)
        const windows = analyst.divideIntoWindows(novel.paragraphs)
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
      countingLosses(async () => {
        const { job, novel, row, chapters } = await readJobNovel(dependencies, jobId)
        const results = await listItemResults(database.db, jobId, 'window')
        const ranges = settleEpisodes({
          paragraphs: novel.paragraphs,
          chapters,
          proposals: results.flatMap((result) => boundarySchema.array().parse(result)),
          mode: job.input.mode as SplitMode,
          maxEpisodes: job.input.maxEpisodes as number | undefined,
          minutesPerEpisode: job.input.minutesPerEpisode as number | undefined,
          language: novel.language,
        })
        await saveEpisodePlan(database.db, job, row.id, ranges)
      }),

    /** Makes the episodes of this job the ones that are shown. */
    showSplit: ({ jobId }: JobRef) =>
      countingLosses(async () => {
        const found = await findJobNovel(database.db, jobId)
        if (!found) throw new CineqoError('novel_missing')
        await showSplit(database.db, found.row.id, jobId)
      }),
  }
}

/** On the text lane. */
export function createScriptActivities(dependencies: ActivityDependencies) {
  return {
    /** Asks where episodes may begin in one window. */
    proposeBoundaries: (ref: ItemRef) =>
      runItem(dependencies, ref, 'text', async ({ item, providers, call }) => {
        const passage = await windowPassage(dependencies, item)
        const { value, origin } = await callingProvider(() => providers.analyst.proposeBoundaries(passage, call))
        return { result: value, origin }
      }),

    /** Writes title, summary, hook and script of one episode. */
    writeScript: (ref: ItemRef) =>
      runItem(dependencies, ref, 'text', async ({ item, job, providers, call }) => {
        const { subjectId } = item
        if (!subjectId) throw new Error(`Item ${item.id} names no episode.`)
        const { novel, whole, chapters, style } = await readJobNovel(dependencies, job.id)
        const episode = { ...itemRange(item), number: item.number + 1, of: job.phases.write?.total ?? item.number + 1 }
        const { startParagraph, endParagraph } = episode
        const isPassedOver = novel.paragraphs.slice(startParagraph, endParagraph).every((text) => text === '')
        // An episode of nothing but marked lines, as an exact number of episodes can make, is written from them.
        const passage = episodePassage(isPassedOver ? whole : novel, chapters, episode)
        const { value, origin } = await callingProvider(() =>
          providers.analyst.writeScript({ ...passage, style }, call),
        )
        return { origin, save: (tx) => saveScript(tx, subjectId, { content: value, ...origin }) }
      }),
  }
}
