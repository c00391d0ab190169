import { CancellationScope, isCancellation } from '@temporalio/workflow'
import type { JobOutcome } from '../activities/index.ts'
import { jobCatalogue } from '../contracts/job-types.ts'
import { work } from './activities.ts'
import { runChildJob } from './run-child-job.ts'
import { type JobArguments, runJob } from './run-job.ts'

/**
 * Adapts a novel: splits it into episodes, then extracts and draws its characters. Each part is a job of its own, stored before it is
 * started, so a reset or retry finds it again and runs only what is not completed. The cast does not need the episodes: a split that failed
 * does not keep it from being made.
 */
export async function adaptNovel(argument: JobArguments): Promise<JobOutcome> {
  const { jobId } = argument
  return runJob('adaptation', argument, async (progress) => {
    for (const { name: phase, part } of jobCatalogue.adaptation.phases) {
      if (!part) continue
      progress.phase(phase, { total: 100, completed: 0, failed: 0 })
      const child = await work.createChildJob({ jobId, type: part, parentKey: phase })
      if (!child) continue
      try {
        await runChildJob(child)
        progress.settled(phase, 'completed')
      } catch (error) {
        if (isCancellation(error) && CancellationScope.current().consideredCancelled) throw error
        progress.settled(phase, 'failed')
      }
    }
  })
}
