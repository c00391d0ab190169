import { useQueries } from '@tanstack/react-query'
import { isLive } from '../../../src/contracts/statuses.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { useLive } from '../live/live.tsx'

/** The items that are writing the project's episodes, by episode. Asked for once; the stream then keeps them. */
export function useWriters(projectId: string): ReadonlyMap<string, string> {
  const { jobs } = useLive()
  const writing = [...jobs.values()].filter(
    (job) => job.projectId === projectId && job.type === 'novel_split' && job.phase === 'write' && isLive(job.status),
  )
  return useQueries({
    queries: writing.map(({ id }) => ({
      queryKey: keys.items(id),
      queryFn: ({ signal }: { signal: AbortSignal }) => client.listJobItems(id, { signal }),
    })),
    combine: (results) => {
      const writers = new Map<string, string>()
      for (const { data } of results) {
        for (const item of data ?? []) {
          if (item.kind === 'episode' && item.status === 'processing' && item.subjectId)
            writers.set(item.subjectId, item.id)
        }
      }
      return writers
    },
  })
}
