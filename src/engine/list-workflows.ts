/** Asks Temporal's visibility about workflows of jobs. A production server allows about ten such calls a second in all. */
import { jobTypes } from '../contracts/job-types.ts'
import type { EngineConnection } from './connection.ts'
import { toWorkflowView, type WorkflowView } from './workflow-view.ts'

export interface ListedWorkflow extends WorkflowView {
  startedAt: Date
}

const ourTypes = `WorkflowType IN (${jobTypes.map((type) => `'${type}'`).join(', ')})`
const deadlineMs = 10_000
/** A bound on outside data; the full comparison finds what a flood hides. */
const mostListed = 20_000

/** Workflows that started or closed at or after the time. */
export function listChangedWorkflows(engine: EngineConnection, since: Date): Promise<ListedWorkflow[]> {
  const time = since.toISOString()
  return list(engine, `(CloseTime >= '${time}' OR StartTime >= '${time}') AND ${ourTypes}`)
}

/** All workflows that run. */
export function listRunningWorkflows(engine: EngineConnection): Promise<ListedWorkflow[]> {
  return list(engine, `ExecutionStatus = 'Running' AND ${ourTypes}`)
}

async function list(engine: EngineConnection, query: string): Promise<ListedWorkflow[]> {
  return engine.call(deadlineMs, async () => {
    const found: ListedWorkflow[] = []
    for await (const info of engine.client.workflow.list({ query, pageSize: 1000 })) {
      found.push({ ...toWorkflowView(info), startedAt: info.startTime })
      if (found.length >= mostListed) break
    }
    return found
  })
}
