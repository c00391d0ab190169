/** What tests of jobs do over and over, through the API. */
import { expect } from 'vitest'
import type { Job, JobDetail, JobItem } from '../../src/contracts/job.ts'
import type { JobType } from '../../src/contracts/job-types.ts'
import { isFinal } from '../../src/contracts/statuses.ts'
import { type Stack, until } from './stack.ts'

/** A project without a novel. */
export async function newProject(stack: Stack): Promise<string> {
  return (await stack.send('POST', '/api/projects', { json: { name: 'A' } })).body.id
}

/** A project with a novel, ready for jobs. */
export async function createProject(stack: Stack, novel: string): Promise<string> {
  const project = await stack.send('POST', '/api/projects', { json: { name: 'Test', language: 'zh' } })
  expect(project.status).toBe(201)
  const put = await stack.send('PUT', `/api/projects/${project.body.id}/novel`, { json: { content: novel } })
  expect(put.status).toBe(201)
  return project.body.id
}

/** Marks paragraphs of the novel as advertisements, as its reading would. */
export async function markLines({ database: { sql } }: Stack, projectId: string, paragraphs: number[]): Promise<void> {
  for (const paragraph of paragraphs) {
    await sql`
      INSERT INTO advertisement (novel_id, paragraph, text, rule)
      SELECT novel_id, ${paragraph}, '', 'site_address' FROM project WHERE id = ${projectId}`
  }
}

export async function startJob(
  stack: Stack,
  type: JobType,
  projectId: string,
  input: Record<string, unknown> = {},
): Promise<Job> {
  const answer = await stack.send('POST', '/api/jobs', { json: { type, projectId, input } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(202)
  return answer.body
}

export async function getJob(stack: Stack, jobId: string): Promise<JobDetail> {
  const answer = await stack.send('GET', `/api/jobs/${jobId}`)
  expect(answer.status).toBe(200)
  return answer.body
}

export async function listItems(stack: Stack, jobId: string): Promise<JobItem[]> {
  return (await stack.send('GET', `/api/jobs/${jobId}/items`)).body.items
}

/** Waits until a job has ended, and returns it. */
export async function ended(stack: Stack, jobId: string, timeoutMs = 45_000): Promise<JobDetail> {
  return until(
    `the end of job ${jobId}`,
    async () => {
      const job = await getJob(stack, jobId)
      return isFinal(job.status) && job
    },
    timeoutMs,
  )
}

/** Checks that ranges cover `[0, paragraphs)` exactly once, in order. */
export function expectTiling(ranges: { startParagraph: number; endParagraph: number }[], paragraphs: number): void {
  let next = 0
  for (const { startParagraph, endParagraph } of ranges) {
    expect(startParagraph).toBe(next)
    expect(endParagraph).toBeGreaterThan(startParagraph)
    next = endParagraph
  }
  expect(next).toBe(paragraphs)
}
