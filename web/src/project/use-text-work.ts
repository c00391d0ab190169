import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import type { JobNode } from '../live/job-tree.ts'
import { useLiveTrees } from '../live/live.tsx'

/** Running trees that read the novel; drawings are told beside their characters. */
export function useTextWork(projectId: string): JobNode[] {
  return useLiveTrees(projectId).filter(({ job: { type } }) => jobCatalogue[type].readsNovel)
}
