/** The search attributes that find a job in Temporal's Web UI and CLI. */
import { setTimeout as sleep } from 'node:timers/promises'
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common'
import { type JobType, searchAttributes } from '../contracts/job-types.ts'
import { checkTemporal, type EngineConnection, grpcCode, grpcCodeOf } from './connection.ts'

/** `INDEXED_VALUE_TYPE_KEYWORD` of Temporal's API. */
const keyword = 2
/** A server on PostgreSQL knows a new attribute after about 1.3 s. */
const settleDeadlineMs = 15_000
const settleIntervalMs = 250

/**
 * Registers what is missing, and returns when the namespace knows all of them. Safe to run again. Throws `temporal_unavailable` when
 * Temporal does not answer; a server that does not let us register them (Temporal Cloud) is expected to have them.
 */
export async function registerSearchAttributes(engine: EngineConnection): Promise<void> {
  await checkTemporal(engine, 5000)
  const deadline = Date.now() + settleDeadlineMs
  let asked = false
  for (;;) {
    const missing = await missingAttributes(engine)
    if (missing === undefined || missing.length === 0) return
    if (!asked || Date.now() > deadline) {
      await addAttributes(engine, missing)
      if (Date.now() > deadline) return
      asked = true
      continue
    }
    await sleep(settleIntervalMs)
  }
}

async function missingAttributes(engine: EngineConnection): Promise<string[] | undefined> {
  try {
    const { customAttributes } = await engine.call(5000, () =>
      engine.connection.operatorService.listSearchAttributes({ namespace: engine.namespace }),
    )
    return Object.values(searchAttributes).filter((name) => !customAttributes || !(name in customAttributes))
  } catch (error) {
    if (isNotOurs(error)) return undefined
    throw error
  }
}

async function addAttributes(engine: EngineConnection, names: string[]): Promise<void> {
  try {
    await engine.call(10_000, () =>
      engine.connection.operatorService.addSearchAttributes({
        namespace: engine.namespace,
        searchAttributes: Object.fromEntries(names.map((name) => [name, keyword])),
      }),
    )
  } catch (error) {
    if (grpcCodeOf(error) !== grpcCode.alreadyExists && !isNotOurs(error)) throw error
  }
}

/** Whether the server keeps its operator service to itself: unimplemented, permission denied or unauthenticated. */
function isNotOurs(error: unknown): boolean {
  return [7, 12, 16].includes(grpcCodeOf(error) ?? -1)
}

const keys = {
  project: defineSearchAttributeKey(searchAttributes.project, 'KEYWORD'),
  user: defineSearchAttributeKey(searchAttributes.user, 'KEYWORD'),
  jobType: defineSearchAttributeKey(searchAttributes.jobType, 'KEYWORD'),
  job: defineSearchAttributeKey(searchAttributes.job, 'KEYWORD'),
}

/** The values of a job, for the start of its workflow. */
export function searchAttributesOf(job: {
  jobId: string
  type: JobType
  projectId: string
  userId: string
}): SearchAttributePair[] {
  return [
    { key: keys.project, value: job.projectId },
    { key: keys.user, value: job.userId },
    { key: keys.jobType, value: job.type },
    { key: keys.job, value: job.jobId },
  ]
}
