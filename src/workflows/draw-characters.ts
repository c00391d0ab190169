import { workflowInfo } from '@temporalio/workflow'
import type { JobOutcome } from '../activities/index.ts'
import type { JobType } from '../contracts/job-types.ts'
import { named, paint, work } from './activities.ts'
import { eachItem } from './each-item.ts'
import { type JobArguments, runJob } from './run-job.ts'

/**
 * Draws one picture for each character that the job names: one in `character_image_generation`, many in `batch_image_generation`. One
 * phase: draw. Repeatable at any point: a picture that exists is found, and a paid request that was accepted is attached to again.
 */
export async function drawCharacters(argument: JobArguments): Promise<JobOutcome> {
  const { jobId } = argument
  return runJob(workflowInfo().workflowType as JobType, argument, async (progress) => {
    await work.planImages({ jobId })
    await eachItem({ jobId, kind: 'image', phase: 'draw' }, progress, (item) =>
      paint.drawImage.executeWithOptions(named(item.label), [item]),
    )
  })
}
