import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi } from '../../../src/api/open-api.ts'
import type { JobType } from '../../../src/contracts/job-types.ts'
import { localUserId } from '../../../src/db/queries/ensure-local-user.ts'
import { insertJob } from '../../../src/db/queries/insert-job.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

const workflows = () => stack.api.context.engine.client.workflow
const jobOf = async (id: string) => (await stack.send('GET', `/api/jobs/${id}`)).body
const newProject = async () => (await stack.send('POST', '/api/projects', { json: { name: 'A' } })).body.id as string

/** A row as a process leaves it that died before it started the workflow. */
async function insertRow(part: { parentId?: string; parentKey?: string; type?: JobType } = {}): Promise<string> {
  const { type = 'novel_split', ...rest } = part
  const { job } = await insertJob(stack.database.db, {
    id: uuidv7(),
    userId: localUserId,
    projectId: await newProject(),
    novelId: null,
    type,
    input: {},
    ...rest,
  })
  return job.id
}

const runningWorkflow = (id: string) =>
  until(`the workflow of ${id}`, async () => {
    const description = await workflows()
      .getHandle(`novel_split/${id}`)
      .describe()
      .catch(() => undefined)
    return description?.status.name === 'RUNNING' && description
  })

test('a job whose process died before starting it is started', async () => {
  const id = await insertRow()
  expect((await runningWorkflow(id)).memo).toEqual({ runs: 1 })
})

test('a job that was taken up again is started although its workflow of before has closed', async () => {
  const id = await insertRow()
  await runningWorkflow(id)
  await workflows().getHandle(`novel_split/${id}`).terminate()
  await until('the end', async () => (await jobOf(id)).status === 'failed')
  await stack.database.sql`UPDATE job SET status = 'pending', runs = runs + 1, completed_at = NULL WHERE id = ${id}`
  const description = await until('the second run', async () => {
    const found = await workflows().getHandle(`novel_split/${id}`).describe()
    return found.memo?.runs === 2 && found
  })
  expect(description.status.name).toBe('RUNNING')
})

test.each([
  ['terminated', 'pending', 'failed'],
  ['terminated', 'processing', 'failed'],
])('a workflow that is %s from outside ends its %s job within 5 s, as %s', async (how, status, ended) => {
  const id = await insertRow()
  await runningWorkflow(id)
  await stack.database.sql`UPDATE job SET status = ${status} WHERE id = ${id}`
  await workflows().getHandle(`novel_split/${id}`).terminate('by hand')
  const begun = Date.now()
  const job = await until('the end', async () => {
    const found = await jobOf(id)
    return found.status !== status && found
  })
  expect(Date.now() - begun).toBeLessThan(5000)
  expect(job).toMatchObject({ status: ended, error: { code: 'job_lost', params: { how } } })
})

test('a workflow that timed out, or that is gone without a trace, ends its job as lost', async () => {
  const { id: timedOut } = await startedWith({ workflowRunTimeout: '1s' })
  const gone = await insertRow()
  await stack.database.sql`UPDATE job SET status = 'processing' WHERE id = ${gone}`
  for (const [id, how] of [
    [timedOut, 'timed out'],
    [gone, 'gone'],
  ] as const) {
    const job = await until(how, async () => {
      const found = await jobOf(id)
      return found.status === 'failed' && found
    })
    expect(job.error).toMatchObject({ code: 'job_lost', params: { how } })
  }
})

async function startedWith(options: { workflowRunTimeout: '1s' }): Promise<{ id: string }> {
  const id = uuidv7()
  const workflowId = `novel_split/${id}`
  await workflows().start('novel_split', { workflowId, taskQueue: 'nobody', memo: { runs: 1 }, ...options })
  await insertJob(stack.database.db, {
    id,
    userId: localUserId,
    projectId: await newProject(),
    novelId: null,
    type: 'novel_split',
    input: {},
  })
  return { id }
}

test('a part that its whole had not started ends with the whole, and is not started by itself', async () => {
  const whole = await insertRow({ type: 'character_extraction' })
  const part = await insertRow({ parentId: whole, parentKey: 'cast' })
  await until('the workflow', async () => (await jobOf(whole)).live !== null)
  await workflows().getHandle(`character_extraction/${whole}`).terminate()
  const ended = await until('the end of both', async () => {
    const [one, two] = [await jobOf(whole), await jobOf(part)]
    return one.status === 'failed' && two.status === 'failed' && two
  })
  expect(ended.error.code).toBe('job_lost')
  await expect(workflows().getHandle(`novel_split/${part}`).describe()).rejects.toThrow()
})

test('with no worker, a waiting job says so, and cancelling it works', async () => {
  const id = await insertRow()
  const job = await until('the reason', async () => {
    const found = await jobOf(id)
    return found.waiting && found
  })
  expect(job.waiting.reason).toBe('no_worker')
  await stack.send('POST', `/api/jobs/${id}/cancel`)
  await until('the end', async () => (await jobOf(id)).status === 'cancelled')
})

test('a job that is cancelled before its workflow was started never starts', async () => {
  const id = await insertRow()
  expect((await stack.send('POST', `/api/jobs/${id}/cancel`)).body.status).toBe('cancelled')
  await expect(workflows().getHandle(`novel_split/${id}`).describe()).rejects.toThrow()
})

test('of several processes one watches, and another takes over at once when it loses its lock', async () => {
  const second = await openApi({
    database: stack.database,
    temporal: { address: stack.temporalAddress, namespace: stack.namespace, tls: false, uiUrl: null },
    storageDirectory: stack.storageDirectory,
    maxNovelBytes: 1024,
    logger: stack.logger,
    settings: stack.settings,
  })
  const sql = postgres(stack.databaseUrl, { max: 1 })
  const holders = () =>
    sql`SELECT pid, granted FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND datname = current_database() ORDER BY granted`
  const [waiting, holding] = await until('two candidates', async () => {
    const rows = await holders()
    return rows.length === 2 && rows
  })
  expect([waiting?.granted, holding?.granted]).toEqual([false, true])
  await sql`SELECT pg_terminate_backend(${holding?.pid})`
  await until('the other one', async () =>
    (await holders()).find(({ pid, granted }) => granted && pid === waiting?.pid),
  )
  const id = await insertRow()
  await runningWorkflow(id)
  await sql.end()
  await second.close()
})
