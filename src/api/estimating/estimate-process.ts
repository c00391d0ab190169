/** Program of an estimating process: estimates one job for the API that started it, and ends with it. */
import { CineqoError } from '../../contracts/errors.ts'
import { analystThatCounts } from '../../estimate/analyst-that-counts.ts'
import { estimateJob } from '../../estimate/estimate-job.ts'
import { passingOver } from '../../novel/passages.ts'
import { parseStoredNovel } from '../../novel/read-novel.ts'
import { createOfflineAnalyst } from '../../providers/offline/analyst.ts'
import type { EstimateOutcome, EstimateTask } from './estimate-task.ts'

process.on('disconnect', () => process.exit())
process.once('message', async (task: EstimateTask) => process.send?.(await outcomeOf(task)))
const ready: EstimateOutcome = { kind: 'ready' }
process.send?.(ready)

async function outcomeOf({ novel, analyst, prices, ...work }: EstimateTask): Promise<EstimateOutcome> {
  try {
    const estimate = await estimateJob({
      ...work,
      novel: novel && {
        text: passingOver(parseStoredNovel(novel.text, novel.sha256), novel.passedOver),
        chapters: novel.chapters,
        style: novel.style,
        drawn: novel.drawn,
      },
      analyst: analyst ? analystThatCounts(analyst) : createOfflineAnalyst(),
      priceOf: (model) => prices[model] ?? null,
    })
    return { kind: 'estimated', estimate }
  } catch (error) {
    if (error instanceof CineqoError) return { kind: 'refused', error: error.toStored() }
    return { kind: 'broken', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
