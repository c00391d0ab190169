/**
 * Brings finished episodes into a list that is shown. A list carries every script, so each new one is asked for by itself; the whole list
 * is asked for only when much of it changed, or when it does not know the episode.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { CineqoClient } from '../../../src/client/index.ts'
import type { Episode } from '../../../src/contracts/entities.ts'
import { keys } from '../app/keys.ts'
import type { RefreshQueue } from './refresh-queue.ts'

const flushMs = 600
/** More than this share of the list at one time, and the list is cheaper. */
const largestShare = 0.25
const alwaysSingly = 8

export function createEpisodePatches(client: CineqoClient, queries: QueryClient, refresh: RefreshQueue) {
  const waiting = new Map<string, Set<string>>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    timer = undefined
    for (const [projectId, ids] of waiting) void bringIn(projectId, [...ids])
    waiting.clear()
  }

  async function bringIn(projectId: string, ids: string[]): Promise<void> {
    const key = keys.episodes(projectId)
    const query = queries.getQueryCache().find<Episode[]>({ queryKey: key })
    const list = query?.state.data
    const few = list && ids.length <= Math.max(alwaysSingly, list.length * largestShare)
    const known = list && ids.every((id) => list.some((episode) => episode.id === id))
    if (!query?.isActive() || query.state.fetchStatus === 'fetching' || !few || !known) return refresh.touch(key)
    try {
      const episodes = new Map((await Promise.all(ids.map((id) => client.getEpisode(id)))).map((one) => [one.id, one]))
      queries.setQueryData<Episode[]>(key, (current) => current?.map((one) => episodes.get(one.id) ?? one))
    } catch {
      // Whatever went wrong, the list itself says it to the person if it fails too.
      refresh.touch(key)
    }
  }

  return {
    /** An episode of the project has changed. */
    touch(projectId: string, episodeId: string): void {
      const ids = waiting.get(projectId) ?? new Set()
      waiting.set(projectId, ids.add(episodeId))
      timer ??= setTimeout(flush, flushMs)
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
      waiting.clear()
    },
  }
}
