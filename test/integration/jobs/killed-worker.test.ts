import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProject, ended, expectTiling, getJob, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

let stack: Stack
let worker: TestProcess

beforeAll(async () => {
  stack = await openStack()
  worker = await startTestWorker(stack.environment)
})
afterAll(async () => {
  await worker.stop()
  await stack.close()
})

async function counts(projectId: string) {
  const [row] = await stack.database.sql`
    SELECT (SELECT count(*)::int FROM episode WHERE project_id = ${projectId}) AS episodes,
           (SELECT count(DISTINCT number)::int FROM episode WHERE project_id = ${projectId}) AS numbers,
           (SELECT count(*)::int FROM image WHERE project_id = ${projectId}) AS images,
           (SELECT count(DISTINCT character_id)::int FROM image WHERE project_id = ${projectId}) AS drawn,
           (SELECT count(*)::int FROM provider_call c JOIN job j ON j.id = c.job_id
             WHERE j.project_id = ${projectId} AND c.status = 'settled') AS settled,
           (SELECT count(*)::int FROM provider_call c JOIN job j ON j.id = c.job_id
             WHERE j.project_id = ${projectId} AND c.status IN ('claimed', 'submitted')) AS open`
  return row as Record<'episodes' | 'numbers' | 'images' | 'drawn' | 'settled' | 'open', number>
}

test('a worker killed with SIGKILL while it writes and while it draws loses and repeats nothing', async () => {
  const projectId = await createProject(stack, zhNovel(120, 6))
  const { id } = await startJob(stack, 'adaptation', projectId)

  await until('episodes being written', async () => (await getJob(stack, id)).progress >= 20)
  await worker.kill()
  const [written] = await stack.database.sql`
    SELECT count(*)::int AS n, max(updated_at)::text AS last FROM episode WHERE project_id = ${projectId} AND content IS NOT NULL`
  worker = await startTestWorker(stack.environment)

  await until('pictures being drawn', async () => (await counts(projectId)).images >= 1)
  await worker.kill()
  worker = await startTestWorker(stack.environment)

  const job = await ended(stack, id)
  expect(job).toMatchObject({ status: 'completed', progress: 100, runs: 1 })
  const [untouched] = await stack.database.sql`
    SELECT count(*)::int AS n FROM episode WHERE project_id = ${projectId} AND content IS NOT NULL AND updated_at <= ${written?.last}::text::timestamptz`
  expect(untouched?.n, 'episodes written before the kill were not written again').toBe(written?.n)

  const { body: result } = await stack.send('GET', `/api/projects/${projectId}/result`)
  expectTiling(result.episodes, result.novel.paragraphs)
  const after = await counts(projectId)
  expect(after.episodes).toBe(after.numbers)
  expect(after.images).toBe(after.drawn)
  expect(after.settled).toBe(after.images)
  expect(after.open).toBe(0)
}, 120_000)

test('a worker told to stop hands its work over and ends with code 0; the next one goes on', async () => {
  const projectId = await createProject(stack, zhNovel(120, 6))
  const { id } = await startJob(stack, 'novel_split', projectId)
  await until('episodes being written', async () => (await getJob(stack, id)).progress >= 35)
  expect(await worker.stop()).toBe(0)
  expect((await getJob(stack, id)).status).toBe('processing')
  worker = await startTestWorker(stack.environment)
  expect((await ended(stack, id)).status).toBe('completed')
})
