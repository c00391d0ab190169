/**
 * The one listener of a process. PostgreSQL tells it that something changed; it reads what changed once, for all connections, and hands
 * each user what is theirs. While nothing changes it asks the database nothing.
 *
 * A notification is only the sign to look: rows are read from a cursor, the oldest transaction that was open at the reading before. So no
 * change is missed between two readings, whatever order transactions commit in, and a client that was away goes on at the cursor it has.
 */
import { z } from 'zod'
import { progressMessageSchema } from '../../contracts/stream.ts'
import { changeChannel, type Database, progressChannel } from '../../db/client.ts'
import { listChangedItems } from '../../db/queries/list-changed-items.ts'
import { type ChangedJob, listChangedJobs } from '../../db/queries/list-changed-jobs.ts'
import type { Logger } from '../../log.ts'
import type { StreamClient } from './client.ts'
import { createDeletionMemory } from './deletion-memory.ts'
import { formatMessage } from './message.ts'
import { readSnapshot } from './snapshot.ts'

export interface StreamHub {
  /** Begins to listen. Returns when changes are heard. */
  start(): Promise<void>
  /** Opens a connection with a snapshot, and follows. Throws what the database throws; the client is then not connected. */
  connect(client: StreamClient, lastEventId: number | undefined): Promise<void>
  disconnect(client: StreamClient): void
  /** Calls back with each job that was stored, changed or deleted; with null when anything may have changed. */
  onJobChange(listener: (jobId: string | null) => void): void
  connections(): number
  /** Ends all connections cleanly. */
  close(): void
}

/** Changes within this time are read and sent together. */
const coalesceMs = 100
const retryMs = 1000
const keepAliveMs = 20_000

const changeSchema = z.discriminatedUnion('table', [
  z.object({ table: z.literal('job'), id: z.string(), userId: z.string(), deleted: z.boolean().optional() }),
  z.object({ table: z.literal('job_item'), id: z.string(), jobId: z.string() }),
])
const progressSchema = progressMessageSchema.extend({ userId: z.string() })

export function createStreamHub({ database, logger }: { database: Database; logger: Logger }): StreamHub {
  const clients = new Map<string, Set<StreamClient>>()
  const listeners: ((jobId: string | null) => void)[] = []
  const deletions = createDeletionMemory()
  /** Undefined while nobody is connected: then nothing is read. */
  let cursor: number | undefined
  /** Versions that were sent already and will be read again, because their transactions are not older than the cursor. */
  let sent = new Map<string, number>()
  let changedItems = new Set<string>()
  let jobsChanged = false
  let gapPossible = false
  let reading = false
  let timer: NodeJS.Timeout | undefined
  let keepAlive: NodeJS.Timeout | undefined
  let closed = false

  function broadcast(userId: string, message: string): void {
    for (const client of clients.get(userId) ?? []) client.send(message)
  }

  function schedule(delayMs = coalesceMs): void {
    if (clients.size === 0 || closed) {
      jobsChanged = false
      changedItems = new Set()
      return
    }
    timer ??= setTimeout(() => {
      timer = undefined
      void read()
    }, delayMs)
  }

  async function read(): Promise<void> {
    if (reading) return
    reading = true
    const itemIds = [...changedItems]
    const readJobs = jobsChanged && cursor !== undefined
    changedItems = new Set()
    if (readJobs) jobsChanged = false
    try {
      const userIds = [...clients.keys()]
      const items = itemIds.length > 0 ? await listChangedItems(database.db, { itemIds, userIds }) : []
      for (const { userId, item } of items) broadcast(userId, formatMessage('item', item))
      if (readJobs && cursor !== undefined) sendJobs(await listChangedJobs(database.db, { userIds, cursor }))
    } catch (error) {
      logger.warn({ err: error }, 'changes could not be read; trying again')
      for (const id of itemIds) changedItems.add(id)
      jobsChanged ||= readJobs
      schedule(retryMs)
    } finally {
      reading = false
    }
    if (changedItems.size > 0 || (jobsChanged && cursor !== undefined)) schedule()
  }

  function sendJobs(result: { changed: ChangedJob[]; cursor: number }): void {
    // The last one left while the rows were read.
    if (clients.size === 0) return
    const byUser = new Map<string, ChangedJob[]>()
    const next = new Map<string, number>()
    for (const change of result.changed) {
      if (change.changedIn >= result.cursor) next.set(change.job.id, change.job.version)
      if (sent.get(change.job.id) === change.job.version) continue
      byUser.set(change.userId, [...(byUser.get(change.userId) ?? []), change])
    }
    sent = next
    cursor = result.cursor
    const afterGap = gapPossible
    gapPossible = false
    for (const userId of clients.keys()) {
      const jobs = (byUser.get(userId) ?? []).map(({ job }) => job)
      // After a break of our own, what items and deletions were missed is not known. A snapshot tells clients to look.
      if (afterGap) broadcast(userId, formatMessage('snapshot', { jobs, resumed: true }, result.cursor))
      else sendBatch(userId, jobs, result.cursor)
    }
  }

  /** Only the last message of a batch carries the cursor: a client that loses the connection in between must read the batch again. */
  function sendBatch(userId: string, jobs: ChangedJob['job'][], id: number): void {
    jobs.forEach((job, index) => {
      broadcast(userId, formatMessage('job', job, index === jobs.length - 1 ? id : undefined))
    })
  }

  function onChange(payload: string): void {
    const change = changeSchema.safeParse(parse(payload))
    if (!change.success) return
    if (change.data.table === 'job_item') {
      changedItems.add(change.data.id)
    } else if (change.data.deleted) {
      const { id: jobId, userId } = change.data
      deletions.add(userId, jobId)
      broadcast(userId, formatMessage('job_deleted', { jobId }))
      for (const listener of listeners) listener(jobId)
    } else {
      jobsChanged = true
      for (const listener of listeners) listener(change.data.id)
    }
    schedule()
  }

  function onProgress(payload: string): void {
    const progress = progressSchema.safeParse(parse(payload))
    if (!progress.success) return
    const { userId, ...message } = progress.data
    broadcast(userId, formatMessage('progress', message))
  }

  /** Called whenever listening begins, at the start and after a lost connection. */
  function onListening(): void {
    jobsChanged = true
    gapPossible = clients.size > 0
    for (const listener of listeners) listener(null)
    schedule()
  }

  return {
    async start() {
      await database.sql.listen(changeChannel, onChange, onListening)
      await database.sql.listen(progressChannel, onProgress)
      keepAlive = setInterval(() => {
        for (const userId of clients.keys()) broadcast(userId, ': keep-alive\n\n')
      }, keepAliveMs)
      keepAlive.unref()
    },
    async connect(client, lastEventId) {
      // Registered before the snapshot is read: what changes meanwhile is kept for the client and sent behind it.
      clients.set(client.userId, (clients.get(client.userId) ?? new Set()).add(client))
      const deleted = lastEventId === undefined ? [] : deletions.of(client.userId)
      const snapshot = await readSnapshot(database.db, { userId: client.userId, lastEventId })
      if (clients.get(client.userId)?.has(client) !== true) return
      cursor = Math.min(cursor ?? snapshot.cursor, snapshot.cursor)
      const { jobs, resumed } = snapshot
      const first = deleted.map((jobId) => formatMessage('job_deleted', { jobId })).join('')
      client.open(formatMessage('snapshot', { jobs, resumed }, snapshot.cursor) + (resumed ? first : ''))
      if (jobsChanged) schedule()
    },
    disconnect(client) {
      const others = clients.get(client.userId)
      others?.delete(client)
      if (others?.size === 0) clients.delete(client.userId)
      if (clients.size > 0) return
      cursor = undefined
      sent = new Map()
    },
    onJobChange(listener) {
      listeners.push(listener)
    },
    connections: () => [...clients.values()].reduce((sum, { size }) => sum + size, 0),
    close() {
      closed = true
      clearTimeout(timer)
      clearInterval(keepAlive)
      for (const connected of clients.values()) for (const client of connected) client.end()
      clients.clear()
    },
  }
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
