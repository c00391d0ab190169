import { patched } from '@temporalio/workflow'
import type { JobOutcome } from '../activities/index.ts'
import { named, text, work } from './activities.ts'
import { eachItem, type WorkItem } from './each-item.ts'
import { runChildJob } from './run-child-job.ts'
import { type JobArguments, runJob } from './run-job.ts'

/**
 * Extracts the characters of a novel. Phases: read, decide, merge, portray. In the last one a character is described and then drawn, each at its own
 * pace: nobody waits until all are described. The picture is a job of its own, and so are further looks, which are made from it.
 * Repeatable at any point: descriptions and pictures that exist are found, and only what is missing is made.
 */
export async function extractCharacters(argument: JobArguments): Promise<JobOutcome> {
  const { jobId } = argument
  return runJob('character_extraction', argument, async (progress) => {
    progress.phase('read')
    await work.planWindows({ jobId, phase: 'read' })
    await eachItem({ jobId, kind: 'window', phase: 'read' }, progress, (item) =>
      text.findPeople.executeWithOptions(named(`Window ${item.number + 1}`), [item]),
    )
    // Histories from before decisions were items have none.
    if (patched('decisions-are-items')) {
      progress.phase('decide')
      await text.planPairs({ jobId })
      await eachItem({ jobId, kind: 'pair', phase: 'decide' }, progress, (item) =>
        text.decidePair.executeWithOptions(named(item.label), [item]),
      )
    }
    progress.phase('merge')
    await text.mergeCast({ jobId })
    await eachItem({ jobId, kind: 'character', phase: 'portray' }, progress, portray)
  })
}

async function portray(item: WorkItem): Promise<void> {
  const { jobId, itemId } = item
  const { characterId, draw, looks } = await text.describeCharacter.executeWithOptions(named(item.label), [item])
  if (!draw) return
  const type = 'character_image_generation' as const
  const child = await work.createChildJob({ jobId, type, parentKey: characterId, itemId })
  if (child) await runChildJob(child)
  if (looks) {
    const looksJob = await work.createChildJob({ jobId, type, parentKey: `${characterId}/looks`, itemId })
    if (looksJob) await runChildJob(looksJob)
  }
  await work.settleItem({ jobId, itemId, status: 'completed' })
}
