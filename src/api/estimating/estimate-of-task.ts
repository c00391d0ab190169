import type { Estimate } from '../../contracts/money.ts'
import { analystThatCounts } from '../../estimate/analyst-that-counts.ts'
import { estimateJob } from '../../estimate/estimate-job.ts'
import { passingOver } from '../../novel/passages.ts'
import { parseStoredNovel } from '../../novel/read-novel.ts'
import { createOfflineAnalyst } from '../../providers/offline/analyst.ts'
import type { EstimateTask } from './estimate-task.ts'

/** The estimate of a job. With a long novel it takes seconds, in which nothing else runs. */
export function estimateOfTask({ novel, analyst, prices, ...work }: EstimateTask): Promise<Estimate> {
  return estimateJob({
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
}
