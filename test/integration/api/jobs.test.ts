import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobDetailSchema, jobSchema } from '../../../src/contracts/job.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

async function newProject(): Promise<string> {
  const { body } = await stack.send('POST', '/api/projects', { json: { name: 'A' } })
  await stack.send('PUT', `/api/projects/${body.id}/novel`, {
    json: { content: 'Chapter 1\n\nRain fell.\n\nIt stopped.' },
  })
  return body.id
}

async function newJob(projectId: string, type = 'novel_split', headers: Record<string, string> = {}) {
  const answer = await stack.send('POST', '/api/jobs', { json: { type, projectId }, headers })
  expect(answer.status).toBe(202)
  return jobSchema.parse(answer.body)
}

const setStatus = (jobId: string, status: string) =>
  stack.database.sql`UPDATE job SET status = ${status} WHERE id = ${jobId}`

test('a job is accepted, starts a workflow that its search attributes find, and is shown with what Temporal knows', async () => {
  const projectId = await newProject()
  const answer = await stack.send('POST', '/api/jobs', {
    json: { type: 'novel_split', projectId, input: { maxEpisodes: 2 } },
  })
  expect(answer.headers.get('location')).toBe(`/api/jobs/${answer.body.id}`)
  expect(answer.body).toMatchObject({
    status: 'pending',
    progress: 0,
    runs: 1,
    input: { mode: 'auto', maxEpisodes: 2 },
  })
  const detail = jobDetailSchema.parse((await stack.send('GET', `/api/jobs/${answer.body.id}`)).body)
  expect(detail.live).toMatchObject({ workflowStatus: 'RUNNING', activities: [] })
  expect(detail.workflowId).toBe(`novel_split/${detail.id}`)
  const { client } = stack.api.context.engine
  const description = await client.workflow.getHandle(detail.workflowId).describe()
  expect(description.searchAttributes).toMatchObject({ CineqoProject: [projectId], CineqoJob: [detail.id] })
  expect(description.memo).toEqual({ runs: 1 })
})

test('the progress of a job is answered from the row when no worker can say', async () => {
  const job = await newJob(await newProject())
  await stack.database.sql`UPDATE job SET progress = 12, phase = 'divide' WHERE id = ${job.id}`
  const { body } = await stack.send('GET', `/api/jobs/${job.id}/progress`)
  expect(body).toEqual({ phase: 'divide', phases: {}, waiting: null, percent: 12 })
})

test('the same idempotency key is the same job, also at the same time', async () => {
  const projectId = await newProject()
  const headers = { 'idempotency-key': 'one' }
  const jobs = await Promise.all(Array.from({ length: 5 }, () => newJob(projectId, 'novel_split', headers)))
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(1)
  expect((await stack.send('GET', `/api/jobs?projectId=${projectId}`)).body.items).toHaveLength(1)
})

test('of two jobs that do the same at the same time only one is accepted', async () => {
  const projectId = await newProject()
  const start = () => stack.send('POST', '/api/jobs', { json: { type: 'novel_split', projectId } })
  const answers = await Promise.all([start(), start(), start()])
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  const [accepted] = answers.filter(({ status }) => status === 202)
  const [refused] = answers.filter(({ status }) => status === 409)
  expect(refused?.body).toMatchObject({ code: 'job_running_already', params: { jobId: accepted?.body.id } })
})

test('jobs are listed by status, type, project and parent', async () => {
  const projectId = await newProject()
  const split = await newJob(projectId, 'novel_split')
  const cast = await newJob(projectId, 'character_extraction')
  await setStatus(split.id, 'failed')
  await stack.database.sql`UPDATE job SET parent_id = ${cast.id} WHERE id = ${split.id}`
  const list = async (query: string) =>
    (await stack.send('GET', `/api/jobs?projectId=${projectId}&${query}`)).body.items.map(
      ({ id }: { id: string }) => id,
    )
  expect(await list('')).toEqual([cast.id, split.id])
  expect(await list('status=failed,cancelled')).toEqual([split.id])
  expect(await list('status=pending&status=failed')).toEqual([cast.id, split.id])
  expect(await list('type=character_extraction')).toEqual([cast.id])
  expect(await list('parentId=none')).toEqual([cast.id])
  expect(await list(`parentId=${cast.id}`)).toEqual([split.id])
  expect((await stack.send('GET', `/api/jobs/${cast.id}`)).body.children.map(({ id }: { id: string }) => id)).toEqual([
    split.id,
  ])
})

test('cancelling is accepted while a job is live, and is no error afterwards', async () => {
  const job = await newJob(await newProject())
  const asked = await stack.send('POST', `/api/jobs/${job.id}/cancel`)
  expect([asked.status, asked.body.cancelRequested]).toEqual([202, true])
  expect((await stack.send('POST', `/api/jobs/${job.id}/cancel`)).status).toBe(202)
  await setStatus(job.id, 'completed')
  const late = await stack.send('POST', `/api/jobs/${job.id}/cancel`)
  expect([late.status, late.body.status]).toEqual([200, 'completed'])
})

test('a retry takes up the same job, as a new run of the same workflow', async () => {
  const job = await newJob(await newProject())
  const { workflow } = stack.api.context.engine.client
  await workflow.getHandle(job.workflowId).terminate()
  await setStatus(job.id, 'failed')
  const retried = await stack.send('POST', `/api/jobs/${job.id}/retry`)
  expect(retried.status).toBe(202)
  expect(retried.body).toMatchObject({ id: job.id, status: 'pending', runs: 2, workflowId: job.workflowId })
  expect(await workflow.getHandle(job.workflowId).describe()).toMatchObject({
    status: { name: 'RUNNING' },
    memo: { runs: 2 },
  })
  expect((await stack.send('POST', `/api/jobs/${job.id}/retry`)).body.code).toBe('job_not_retryable')
})

test('a part of a live job is retried and deleted only through the whole', async () => {
  const projectId = await newProject()
  const whole = await newJob(projectId, 'character_extraction')
  const part = await newJob(projectId, 'novel_split')
  await stack.database.sql`UPDATE job SET parent_id = ${whole.id}, status = 'failed' WHERE id = ${part.id}`
  expect((await stack.send('POST', `/api/jobs/${part.id}/retry`)).body.code).toBe('job_of_parent')
  expect((await stack.send('DELETE', `/api/jobs/${part.id}`)).body.code).toBe('job_of_parent')
  await setStatus(whole.id, 'completed_with_failures')
  expect((await stack.send('POST', `/api/jobs/${part.id}/retry`)).status).toBe(202)
})

test('a live job is not deleted; an ended one goes with its parts', async () => {
  const projectId = await newProject()
  const whole = await newJob(projectId, 'character_extraction')
  const part = await newJob(projectId, 'novel_split')
  await stack.database.sql`UPDATE job SET parent_id = ${whole.id} WHERE id = ${part.id}`
  expect((await stack.send('DELETE', `/api/jobs/${whole.id}`)).body.code).toBe('job_live')
  await setStatus(whole.id, 'cancelled')
  expect((await stack.send('DELETE', `/api/jobs/${whole.id}`)).body.code).toBe('job_live')
  await setStatus(part.id, 'cancelled')
  expect((await stack.send('DELETE', `/api/jobs/${whole.id}`)).status).toBe(204)
  expect((await stack.send('GET', `/api/jobs?projectId=${projectId}`)).body.items).toEqual([])
})

test('with Temporal away, jobs are accepted and answered from their rows', async () => {
  const away = await openStack({ apiTemporalAddress: '127.0.0.1:9' })
  try {
    const { body: project } = await away.send('POST', '/api/projects', { json: { name: 'A' } })
    await away.send('PUT', `/api/projects/${project.id}/novel`, { json: { content: 'Rain fell.' } })
    const accepted = await away.send('POST', '/api/jobs', { json: { type: 'novel_split', projectId: project.id } })
    expect([accepted.status, accepted.body.status]).toEqual([202, 'pending'])
    const begun = Date.now()
    const detail = await away.send('GET', `/api/jobs/${accepted.body.id}`)
    expect(detail.body).toMatchObject({ status: 'pending', live: null })
    expect(Date.now() - begun).toBeLessThan(1500)
    expect((await away.send('POST', `/api/jobs/${accepted.body.id}/cancel`)).body.cancelRequested).toBe(true)
    expect((await away.send('GET', '/api/health')).body).toMatchObject({
      status: 'degraded',
      temporal: { status: 'down' },
    })
  } finally {
    await away.close()
  }
})

test('no two live jobs draw the same character, whether they draw one or many', async () => {
  const projectId = await newProject()
  const { sql } = stack.database
  const [anna, bert, carl] = await sql<{ id: string }[]>`
    INSERT INTO character (id, project_id, novel_id, name, aliases, importance, mentions, rank, evidence)
    SELECT gen_random_uuid(), id, novel_id, person, '[]', 'main', 1, 0, '[]'
    FROM project, unnest(ARRAY['Anna', 'Bert', 'Carl']) AS person WHERE id = ${projectId} RETURNING id`.then((rows) =>
    rows.map(({ id }) => id),
  )
  const one = (characterId = '') => ({ type: 'character_image_generation', projectId, input: { characterId } })
  const many = (...characterIds: (string | undefined)[]) => ({
    type: 'batch_image_generation',
    projectId,
    input: { characterIds },
  })
  const start = async (json: unknown) => (await stack.send('POST', '/api/jobs', { json })).body

  const batch = await start(many(anna, bert))
  expect(batch.status).toBe('pending')
  const inTheWay = { code: 'job_running_already', params: { jobId: batch.id } }
  expect(await start(one(bert))).toMatchObject(inTheWay)
  expect(await start(many(carl, anna))).toMatchObject(inTheWay)
  const single = await start(one(carl))
  expect(single.status).toBe('pending')
  expect(await start(many(carl))).toMatchObject({ code: 'job_running_already', params: { jobId: single.id } })
  await setStatus(batch.id, 'completed')
  expect((await start(one(bert))).status).toBe('pending')
})
