/** The live jobs for every component. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Job } from '../../../src/contracts/job.ts'
import { type JobNode, liveTrees } from './job-tree.ts'
import type { LiveState } from './live-state.ts'
import type { Connection, LiveStore } from './live-store.ts'

const LiveContext = createContext<LiveStore | null>(null)

export function LiveProvider({ store, children }: { store: LiveStore; children: ReactNode }) {
  useEffect(() => store.start(), [store])
  return <LiveContext value={store}>{children}</LiveContext>
}

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext)
  if (!store) throw new Error('useLiveStore is used outside LiveProvider')
  return store
}

export function useLive(): LiveState {
  const store = useLiveStore()
  return useSyncExternalStore(store.subscribe, store.getState)
}

export function useConnection(): Connection {
  const store = useLiveStore()
  return useSyncExternalStore(store.subscribe, store.getConnection)
}

/** The end of what an item is writing; null while it writes nothing. Only a change of this text renders its place again. */
export function useWriting(itemId: string | undefined): string | null {
  const store = useLiveStore()
  return useSyncExternalStore(store.subscribe, () =>
    itemId === undefined ? null : (store.getState().writings.get(itemId)?.text ?? null),
  )
}

/** Trees of jobs that run, of one project or of all. */
export function useLiveTrees(projectId?: string): JobNode[] {
  const { jobs } = useLive()
  return useMemo(() => {
    const trees = liveTrees(jobs.values())
    return projectId === undefined ? trees : trees.filter(({ job }) => job.projectId === projectId)
  }, [jobs, projectId])
}

/** The live jobs of a project that draw, by the character they draw. */
export function useDrawings(projectId: string): Map<string, Job> {
  const { jobs } = useLive()
  return useMemo(() => {
    const drawings = new Map<string, Job>()
    for (const job of jobs.values()) {
      if (job.projectId !== projectId || (job.status !== 'pending' && job.status !== 'processing')) continue
      if (job.type === 'character_image_generation') drawings.set(String(job.input.characterId), job)
      if (job.type === 'batch_image_generation' && Array.isArray(job.input.characterIds)) {
        for (const id of job.input.characterIds) drawings.set(String(id), job)
      }
    }
    return drawings
  }, [jobs, projectId])
}
