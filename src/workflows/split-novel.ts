import type { JobOutcome } from '../activities/index.ts'
import { named, text, work } from './activities.ts'
import { eachItem } from './each-item.ts'
import { type JobArguments, runJob } from './run-job.ts'

/**
 * Splits a novel into episodes. Phases: read, divide, write.
 * Repeatable at any point: every item is looked up before it is worked on, so a reset or retry redoes only what is missing.
 */
export async function splitNovel(argument: JobArguments): Promise<JobOutcome> {
  const { jobId } = argument
  return runJob('novel_split', argument, async (progress) => {
    progress.phase('read')
    await work.planWindows({ jobId, phase: 'divide' })
    await eachItem({ jobId, kind: 'window', phase: 'divide' }, progress, (item) =>
      text.proposeBoundaries.executeWithOptions(named(`Window ${item.number + 1}`), [item]),
    )
    await work.settleBoundaries({ jobId })
    await eachItem({ jobId, kind: 'episode', phase: 'write' }, progress, (item) =>
      text.writeScript.executeWithOptions(named(`Episode ${item.number + 1}`), [item]),
    )
    await work.showSplit({ jobId })
  })
}
