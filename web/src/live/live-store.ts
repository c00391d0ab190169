/**
 * The one stream of this tab. It keeps the jobs, refreshes what finished items changed, and says whether the connection stands.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { CineqoClient } from '../../../src/client/index.ts'
import type { Job, JobItem } from '../../../src/contracts/job.ts'
import { isFinal } from '../../../src/contracts/statuses.ts'
import { keys } from '../app/keys.ts'
import { changedBy, withItem } from './items.ts'
import { createListPatches } from './list-patches.ts'
import { applyMessages, emptyLiveState, type LiveMessage, type LiveState } from './live-state.ts'
import { createRefreshQueue } from './refresh-queue.ts'

export type Connection = 'connecting' | 'open' | 'lost'

/** Messages are taken together, so that a burst is one rendering. */
const batchMs = 60
/** A tab that nobody sees gives its connection back after so long: browsers allow six to a server, for all tabs together. */
const hiddenMs = 60_000

export function createLiveStore(client: CineqoClient, queries: QueryClient) {
  let state: LiveState = emptyLiveState
  let connection: Connection = 'connecting'
  const listeners = new Set<() => void>()
  const refresh = createRefreshQueue(queries)
  const patches = {
    episodes: createListPatches(queries, refresh, { keyOf: keys.episodes, get: (id) => client.getEpisode(id) }),
    characters: createListPatches(queries, refresh, { keyOf: keys.characters, get: (id) => client.getCharacter(id) }),
  }
  let batch: LiveMessage[] = []
  let batchTimer: ReturnType<typeof setTimeout> | undefined
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined
  let disconnect: (() => void) | undefined
  let wasOpen = false

  function notify(): void {
    for (const listener of listeners) listener()
  }

  function setConnection(next: Connection): void {
    if (connection === next) return
    connection = next
    notify()
  }

  function receive(message: LiveMessage): void {
    batch.push(message)
    batchTimer ??= setTimeout(flush, batchMs)
  }

  function flush(): void {
    batchTimer = undefined
    const messages = batch
    batch = []
    const before = state
    state = applyMessages(state, messages)
    for (const message of messages) {
      if (message.event === 'item') takeItem(message.data)
      if (message.event === 'snapshot') afterSnapshot()
    }
    for (const [id, job] of state.jobs) {
      if (!before.ready) refreshPlan(job)
      else if (before.jobs.get(id) !== job) jobChanged(before.jobs.get(id), job)
    }
    notify()
  }

  /** What happened while the connection was away is not known in detail: everything that is shown is asked again, once. */
  function afterSnapshot(): void {
    if (wasOpen) void queries.invalidateQueries()
    wasOpen = true
  }

  function jobChanged(before: Job | undefined, job: Job): void {
    if (before?.waiting?.reason !== job.waiting?.reason) {
      refresh.touch(keys.job(job.id))
      // A wait for money is told by the whole.
      if (job.parentId) refresh.touch(keys.job(job.parentId))
    }
    if (before && (before.costUsd !== job.costUsd || before.unpricedCalls !== job.unpricedCalls)) {
      refresh.touch(keys.job(job.id))
      refresh.touch(keys.project(job.projectId))
    }
    if (before?.phase !== job.phase) refreshPlan(job)
    if (before?.status === job.status) return
    refresh.touch(keys.projects)
    refresh.touch(keys.project(job.projectId))
    if (!isFinal(job.status)) return
    refresh.touch(keys.history)
    // One drawing changes one character, and its item has told which.
    if (job.type === 'character_image_generation') return
    refresh.touch(keys.episodes(job.projectId))
    refresh.touch(keys.characters(job.projectId))
    refresh.touch(keys.estimate(job.projectId))
  }

  /**
   * A phase works on what the one before has laid out: episodes without their scripts, characters without their descriptions. A list that was
   * asked for just before the first snapshot may not have them yet.
   */
  function refreshPlan(job: Job): void {
    if (isFinal(job.status)) return
    if (job.phase === 'write') refresh.touch(keys.episodes(job.projectId))
    if (job.phase === 'portray') refresh.touch(keys.characters(job.projectId))
  }

  function takeItem(item: JobItem): void {
    const key = keys.items(item.jobId)
    const query = queries.getQueryState<JobItem[]>(key)
    if (query?.fetchStatus === 'fetching') refresh.touch(key)
    else if (query?.data) queries.setQueryData<JobItem[]>(key, withItem(query.data, item))

    const job = state.jobs.get(item.jobId)
    const changed = changedBy(item)
    if (!job || !changed || item.status === 'processing') return
    if (item.subjectId) patches[changed].touch(job.projectId, item.subjectId)
    else refresh.touch(keys[changed](job.projectId))
    if (item.status === 'completed') refresh.touch(keys.project(job.projectId))
  }

  function connect(): void {
    disconnect ??= client.subscribeToJobs({
      onSnapshot: (data) => receive({ event: 'snapshot', data }),
      onJob: (data) => receive({ event: 'job', data }),
      onItem: (data) => receive({ event: 'item', data }),
      onJobDeleted: (data) => receive({ event: 'job_deleted', data }),
      onProgress: (data) => receive({ event: 'progress', data }),
      onConnection: ({ state: next }) => {
        if (next === 'open') setConnection('open')
        else if (next === 'waiting') setConnection('lost')
      },
      onError: (error) => console.warn(error.message),
    })
  }

  function release(): void {
    disconnect?.()
    disconnect = undefined
  }

  function followVisibility(): void {
    clearTimeout(hiddenTimer)
    if (document.hidden) hiddenTimer = setTimeout(release, hiddenMs)
    else connect()
  }

  return {
    start(): () => void {
      connect()
      document.addEventListener('visibilitychange', followVisibility)
      return () => {
        document.removeEventListener('visibilitychange', followVisibility)
        clearTimeout(hiddenTimer)
        clearTimeout(batchTimer)
        batchTimer = undefined
        batch = []
        refresh.stop()
        patches.episodes.stop()
        patches.characters.stop()
        release()
      }
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getState: () => state,
    getConnection: () => connection,
    /** Puts in a job that a request answered with, before the stream brings it. */
    takeJob: (job: Job) => receive({ event: 'job', data: job }),
    takeDeleted: (jobId: string) => receive({ event: 'job_deleted', data: { jobId } }),
  }
}

export type LiveStore = ReturnType<typeof createLiveStore>
