import { CineqoError } from '../../contracts/errors.ts'
import { jobCatalogue, jobTypes } from '../../contracts/job-types.ts'
import type { DatabaseTransaction } from '../client.ts'
import { findLiveJob } from './find-live-job.ts'

const readers = jobTypes.filter((type) => jobCatalogue[type].readsNovel)

/** Throws `job_running_already` while a job reads the novel, so that what a job sees of it does not change under it. */
export async function refuseWhileRead(
  tx: DatabaseTransaction,
  ids: { userId: string; projectId: string; novelId: string },
): Promise<void> {
  const jobId = await findLiveJob(tx, { ...ids, types: readers })
  if (jobId) throw new CineqoError('job_running_already', { jobId })
}
