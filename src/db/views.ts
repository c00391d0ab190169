/** Rows as the contracts show them. One mapping for REST, the stream and the result document. */

import { errorText, type StoredError } from '../contracts/errors.ts'
import { type ItemNote, itemNoteText } from '../contracts/item-notes.ts'
import type { Job, JobItem, ShownItemNote } from '../contracts/job.ts'
import type { jobItems, jobs } from './schema.ts'

export type JobRow = typeof jobs.$inferSelect
export type JobItemRow = typeof jobItems.$inferSelect

export function toStoredErrorView(error: StoredError | null) {
  return error && { ...error, message: { zh: errorText(error, 'zh'), en: errorText(error, 'en') } }
}

function toItemNoteView(note: ItemNote): ShownItemNote {
  return { ...note, message: { zh: itemNoteText(note, 'zh'), en: itemNoteText(note, 'en') } }
}

export function toJob(row: JobRow, projectName: string): Job {
  return {
    id: row.id,
    projectId: row.projectId,
    projectName,
    parentId: row.parentId,
    type: row.type,
    status: row.status,
    progress: row.progress,
    phase: row.phase,
    phases: row.phases,
    label: row.label,
    input: row.input,
    waiting: row.waiting,
    cancelRequested: row.cancelRequestedAt !== null,
    error: toStoredErrorView(row.error),
    provider: row.provider,
    costUsd: row.costUsd,
    unpricedCalls: row.unpricedCalls,
    runs: row.runs,
    workflowId: row.workflowId,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  }
}

export function toJobItem(row: JobItemRow): JobItem {
  return {
    id: row.id,
    jobId: row.jobId,
    kind: row.kind,
    number: row.number,
    label: row.label,
    status: row.status,
    attempts: row.attempts,
    failures: row.failures,
    error: toStoredErrorView(row.error),
    notes: row.notes.map(toItemNoteView),
    subjectId: row.subjectId,
    childJobId: row.childJobId,
    version: row.version,
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  }
}
