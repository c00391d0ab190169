/**
 * The connection to Temporal. Nothing is connected before the first call, so the API starts while Temporal is down.
 *
 * Retries of the gRPC layer are off: closing a connection while one of them waits would throw outside of any caller's reach. What is tried
 * again is tried by `retrying`, whose wait ends with the connection.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection, isGrpcServiceError, ServiceError } from '@temporalio/client'
import { CineqoError } from '../contracts/errors.ts'

export interface EngineOptions {
  /** host:port */
  address: string
  namespace: string
  tls: boolean
  apiKey?: string | undefined
}

export interface EngineConnection {
  readonly namespace: string
  readonly connection: Connection
  readonly client: Client
  /** Makes calls with a deadline. Throws `temporal_unavailable` when Temporal can't be reached or does not answer in time. */
  call<Result>(deadlineMs: number, work: () => Promise<Result>): Promise<Result>
  /** Like `call`, and tries again until the deadline while Temporal can't be reached. */
  retrying<Result>(deadlineMs: number, work: () => Promise<Result>): Promise<Result>
  /** Ends what is under way, then closes. No call may follow. */
  close(): Promise<void>
}

/** Codes of gRPC: https://grpc.io/docs/guides/status-codes/ */
export const grpcCode = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  resourceExhausted: 8,
  unavailable: 14,
} as const

const unavailableCodes: readonly number[] = [
  grpcCode.cancelled,
  grpcCode.deadlineExceeded,
  grpcCode.resourceExhausted,
  grpcCode.unavailable,
]
const retryIntervalMs = 150
/** How long `close` waits for calls that were told to end. */
const closeGraceMs = 2000

export function openEngineConnection(options: EngineOptions): EngineConnection {
  const connection = Connection.lazy({
    address: options.address,
    tls: options.tls,
    ...(options.apiKey && { apiKey: options.apiKey }),
    interceptors: [],
  })
  const client = new Client({
    connection,
    namespace: options.namespace,
    workflow: { queryRejectCondition: 'NOT_OPEN' },
  })
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()

  async function once<Result>(deadlineMs: number, work: () => Promise<Result>): Promise<Result> {
    if (closing.signal.aborted) throw new CineqoError('temporal_unavailable')
    // Each call listens to a signal of its own: the SDK never takes its listener off again.
    const ending = new AbortController()
    const end = () => ending.abort()
    closing.signal.addEventListener('abort', end, { once: true })
    const running = connection.withDeadline(Date.now() + deadlineMs, () =>
      connection.withAbortSignal(ending.signal, work),
    )
    underWay.add(running)
    try {
      return await running
    } catch (error) {
      if (unavailableCodes.includes(grpcCodeOf(error) ?? -1)) {
        throw new CineqoError('temporal_unavailable', {}, { cause: error })
      }
      throw error
    } finally {
      underWay.delete(running)
      closing.signal.removeEventListener('abort', end)
    }
  }

  return {
    namespace: options.namespace,
    connection,
    client,
    call: once,
    async retrying(deadlineMs, work) {
      const deadline = Date.now() + deadlineMs
      for (;;) {
        try {
          return await once(Math.max(50, deadline - Date.now()), work)
        } catch (error) {
          const isUnavailable = error instanceof CineqoError && error.code === 'temporal_unavailable'
          if (!isUnavailable || closing.signal.aborted || Date.now() + retryIntervalMs >= deadline) throw error
          await sleep(retryIntervalMs, undefined, { signal: closing.signal }).catch(() => {})
        }
      }
    },
    async close() {
      closing.abort()
      await Promise.race([Promise.allSettled(underWay), sleep(closeGraceMs, undefined, { ref: false })])
      await connection.close()
    },
  }
}

/** The gRPC code of an error of the SDK or of the raw services; undefined when it is no such error. */
export function grpcCodeOf(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code
  if (error instanceof ServiceError && isGrpcServiceError(error.cause)) return error.cause.code
  return undefined
}

/** Waits until Temporal answers, at most `deadlineMs`. */
export async function checkTemporal(engine: EngineConnection, deadlineMs: number): Promise<void> {
  await engine.call(deadlineMs, () => engine.connection.workflowService.getSystemInfo({}))
}
