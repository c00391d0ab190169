/**
 * Brings changed entries into a list that is shown. A list carries every script, or every quotation of the cast, so each changed entry is
 * asked for by itself; the whole list is asked for only when much of it changed, or when it does not know the entry.
 */
import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { RefreshQueue } from './refresh-queue.ts'

const flushMs = 600
/** More than this share of the list at one time, and the list is cheaper. */
const largestShare = 0.25
const alwaysSingly = 8

export function createListPatches<Entry extends { id: string }>(
  queries: QueryClient,
  refresh: RefreshQueue,
  list: { keyOf(projectId: string): QueryKey; get(id: string): Promise<Entry> },
) {
  const waiting = new Map<string, Set<string>>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    timer = undefined
    for (const [projectId, ids] of waiting) void bringIn(projectId, [...ids])
    waiting.clear()
  }

  async function bringIn(projectId: string, ids: string[]): Promise<void> {
    const queryKey = list.keyOf(projectId)
    const query = queries.getQueryCache().find<Entry[]>({ queryKey })
    const entries = query?.state.data
    const few = entries && ids.length <= Math.max(alwaysSingly, entries.length * largestShare)
    const known = entries && ids.every((id) => entries.some((entry) => entry.id === id))
    if (!query?.isActive() || query.state.fetchStatus === 'fetching' || !few || !known) return refresh.touch(queryKey)
    try {
      const changed = new Map((await Promise.all(ids.map(list.get))).map((entry) => [entry.id, entry]))
      queries.setQueryData<Entry[]>(queryKey, (current) => current?.map((entry) => changed.get(entry.id) ?? entry))
    } catch {
      // Whatever went wrong, the list itself says it to the person if it fails too.
      refresh.touch(queryKey)
    }
  }

  return {
    /** An entry of the project's list has changed. */
    touch(projectId: string, id: string): void {
      const ids = waiting.get(projectId) ?? new Set()
      waiting.set(projectId, ids.add(id))
      timer ??= setTimeout(flush, flushMs)
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
      waiting.clear()
    },
  }
}
