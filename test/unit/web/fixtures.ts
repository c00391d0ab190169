import type { Job, JobItem } from '../../../src/contracts/job.ts'

/** A job in mid-run; `changes` say what the test is about. */
export function job(changes: Partial<Job> & { id: string }): Job {
  return {
    projectId: 'project-1',
    projectName: 'A project',
    parentId: null,
    type: 'novel_split',
    status: 'processing',
    progress: 10,
    phase: 'read',
    phases: {},
    label: '',
    input: {},
    waiting: null,
    cancelRequested: false,
    error: null,
    provider: 'offline',
    costUsd: 0,
    unpricedCalls: 0,
    runs: 1,
    workflowId: `novel_split/${changes.id}`,
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: '2026-01-01T00:00:01.000Z',
    completedAt: null,
    ...changes,
  }
}

export function item(changes: Partial<JobItem> & { id: string }): JobItem {
  return {
    jobId: 'job-1',
    kind: 'episode',
    number: 0,
    label: '',
    status: 'pending',
    attempts: 0,
    failures: {},
    error: null,
    notes: [],
    subjectId: null,
    childJobId: null,
    version: 1,
    startedAt: null,
    completedAt: null,
    ...changes,
  }
}
