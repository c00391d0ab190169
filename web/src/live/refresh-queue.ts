/**
 * Refreshes queries when the stream says that what they show has changed: many changes become one request, and a request that is under
 * way is let finish before the next.
 */
import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Quick enough to look live, slow enough that a hundred episodes are not a hundred lists. */
const flushMs = 600

export function createRefreshQueue(queries: QueryClient) {
  const waiting = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function schedule(): void {
    timer ??= setTimeout(flush, flushMs)
  }

  function flush(): void {
    timer = undefined
    for (const [name, queryKey] of waiting) {
      if (queries.isFetching({ queryKey }) > 0) continue
      waiting.delete(name)
      void queries.invalidateQueries({ queryKey })
    }
    if (waiting.size > 0) schedule()
  }

  return {
    /** Asks for a refresh of all queries under `queryKey`, soon. */
    touch(queryKey: QueryKey): void {
      waiting.set(JSON.stringify(queryKey), queryKey)
      schedule()
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
      waiting.clear()
    },
  }
}

export type RefreshQueue = ReturnType<typeof createRefreshQueue>
