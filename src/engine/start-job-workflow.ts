import { setTimeout as sleep } from 'node:timers/promises'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { type JobType, jobCatalogue, runMemo, taskQueues, workflowIdOf } from '../contracts/job-types.ts'
import { type EngineConnection, grpcCode, grpcCodeOf } from './connection.ts'
import { registerSearchAttributes, searchAttributesOf } from './search-attributes.ts'
import { describeWorkflow } from './workflow-view.ts'

interface WorkflowStart {
  type: JobType
  jobId: string
  projectId: string
  userId: string
  /** What the Web UI shows beside the workflow, such as the project's name. */
  title: string
  /** Which start of the job this is, from 1. */
  runs: number
}

/** Temporal's limit for a summary is 400 bytes; 200 leave room for its own display. */
const summaryBytes = 200
/** A run that ends while its job is retried is gone within this time, or the watcher starts the job later. */
const closingWaitMs = 3000
const closingIntervalMs = 100

/**
 * Starts the workflow of a job. Starting the same run of a job again joins it. A run of before that is just closing is waited for.
 * Throws `temporal_unavailable`; the watcher then starts the job when Temporal is back.
 */
export async function startJobWorkflow(
  engine: EngineConnection,
  start: WorkflowStart,
  deadlineMs = 5000,
): Promise<void> {
  const until = Date.now() + Math.min(deadlineMs, closingWaitMs)
  for (;;) {
    const outcome = await tryStart(engine, start, deadlineMs)
    if (outcome === 'started') return
    const current = await describeWorkflow(engine, start, deadlineMs)
    const isOlderRun = current?.runs !== null && current?.runs !== undefined && current.runs < start.runs
    if (current?.state === 'running' && !isOlderRun) return
    if (Date.now() >= until) return
    await sleep(closingIntervalMs)
  }
}

async function tryStart(
  engine: EngineConnection,
  start: WorkflowStart,
  deadlineMs: number,
): Promise<'started' | 'exists'> {
  try {
    await engine.retrying(deadlineMs, () => requestStart(engine, start))
    return 'started'
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'exists'
    if (!isUnknownAttribute(error)) throw error
    await registerSearchAttributes(engine)
    await engine.retrying(deadlineMs, () => requestStart(engine, start))
    return 'started'
  }
}

async function requestStart(engine: EngineConnection, start: WorkflowStart): Promise<void> {
  const { zh, en } = jobCatalogue[start.type].title
  await engine.client.workflow.start(start.type, {
    workflowId: workflowIdOf(start.type, start.jobId),
    taskQueue: taskQueues.work,
    args: [{ jobId: start.jobId }],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    // Joining a running workflow is decided above, by its memo: a run that is just closing must not be taken for the new one.
    workflowIdConflictPolicy: 'FAIL',
    memo: runMemo(start.runs),
    typedSearchAttributes: searchAttributesOf(start),
    staticSummary: truncateBytes(start.title ? `${en} · ${start.title}` : en, summaryBytes),
    staticDetails: `${en} (${zh})\n\njob \`${start.jobId}\`, project \`${start.projectId}\`, run ${start.runs}`,
    priority: { fairnessKey: start.userId },
  })
}

function isUnknownAttribute(error: unknown): boolean {
  return grpcCodeOf(error) === grpcCode.invalidArgument && /no mapping defined|search attribute/i.test(causeText(error))
}

function causeText(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}

/** Cuts a text to at most `limit` bytes of UTF-8 without cutting a character. */
export function truncateBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  let bytes = 0
  let cut = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > limit - 3) break
    cut += character
  }
  return `${cut}…`
}
