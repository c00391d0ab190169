import { CineqoError } from '../../contracts/errors.ts'
import type { JobType } from '../../contracts/job-types.ts'
import type { DatabaseTransaction } from '../client.ts'
import { findLiveJob } from './find-live-job.ts'

/** Jobs of these types read a novel with its chapters and its marked lines. */
const readers: JobType[] = ['adaptation', 'novel_split', 'character_extraction']

/** Throws `job_running_already` while a job reads the novel, so that what a job sees of it does not change under it. */
export async function refuseWhileRead(
  tx: DatabaseTransaction,
  ids: { userId: string; projectId: string; novelId: string },
): Promise<void> {
  const jobId = await findLiveJob(tx, { ...ids, types: readers })
  if (jobId) throw new CineqoError('job_running_already', { jobId })
}
