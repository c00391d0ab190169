import type { ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { createClient } from '../../../src/client/index.ts'
import type { Job } from '../../../src/contracts/job.ts'
import { noUsage } from '../../../src/contracts/money.ts'
import { aJob, answerJson, message, openStream, type ScriptedServer, startServer } from './scripted-server.ts'

let server: ScriptedServer | undefined
afterEach(() => server?.close())

const job = aJob()
const spending = { budgetUsd: null, spentUsd: 0, reservedUsd: 0, uncertainUsd: 0, unpricedCalls: 0, usage: noUsage }
const part = aJob({ id: '01990000-0000-7000-8000-000000000002', parentId: job.id, type: 'novel_split' })

/** An API with one job. `onStream` is given every connection to the stream after its snapshot. */
async function api(options: { snapshot?: Job[]; stored?: Job; onStream?(response: ServerResponse): void }) {
  server = await startServer((request, response) => {
    if (request.url !== '/api/stream') {
      if (options.stored) return answerJson(response, 200, { ...options.stored, children: [], spending, live: null })
      return answerJson(response, 404, { code: 'not_found', params: { what: 'job' } })
    }
    openStream(response)
    response.write(message('snapshot', { jobs: options.snapshot ?? [], resumed: false }, '1'))
    options.onStream?.(response)
  })
  return createClient({ baseUrl: server.url })
}

test('it resolves with the job when the stream says that it has ended', async () => {
  const done = aJob({ status: 'completed', progress: 100, version: 9 })
  const client = await api({ stored: job, onStream: (response) => response.write(message('job', done)) })
  await expect(client.waitForJob(job.id)).resolves.toEqual(done)
})

test('a job that ended long ago is not waited for', async () => {
  const client = await api({ stored: aJob({ status: 'failed', version: 9 }) })
  await expect(client.waitForJob(job.id)).resolves.toMatchObject({ status: 'failed' })
})

test('what happened while the connection was lost is not missed', async () => {
  let connections = 0
  const client = await api({
    stored: job,
    onStream(response) {
      connections++
      if (connections === 1) response.write(': cut', () => response.destroy())
      else response.write(message('job', aJob({ status: 'completed', version: 5 })))
    },
  })
  await expect(client.waitForJob(job.id)).resolves.toMatchObject({ status: 'completed' })
})

test('changes are told with the parts, newer ones only, others not', async () => {
  const other = aJob({ id: '01990000-0000-7000-8000-00000000000f' })
  const told: [number, number[]][] = []
  const client = await api({
    snapshot: [job, part, other],
    stored: job,
    onStream(response) {
      response.write(message('job', { ...part, progress: 40, version: 4 }))
      response.write(message('job', { ...part, progress: 10, version: 2 }))
      response.write(message('job', { ...other, version: 4 }))
      response.write(message('job', { ...job, progress: 100, status: 'completed', version: 4 }))
    },
  })
  const onChange = (changed: Job, parts: Job[]) => told.push([changed.progress, parts.map(({ progress }) => progress)])
  await client.waitForJob(job.id, { onChange })
  expect(told).toEqual([
    [0, [0]],
    [0, [40]],
    [100, [40]],
  ])
})

test('a job that does not exist, or is deleted meanwhile, rejects with not_found', async () => {
  const client = await api({})
  await expect(client.waitForJob(job.id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  await server?.close()
  const deleting = await api({
    snapshot: [job],
    onStream: (response) => response.write(message('job_deleted', { jobId: job.id })),
  })
  await expect(deleting.waitForJob(job.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('aborting rejects with the reason and closes the stream', async () => {
  const closed = vi.fn()
  const client = await api({ stored: job, onStream: (response) => response.on('close', closed) })
  const reason = new Error('the person left')
  const leave = new AbortController()
  const waiting = client.waitForJob(job.id, { signal: leave.signal, onChange: () => leave.abort(reason) })
  await expect(waiting).rejects.toBe(reason)
  await vi.waitFor(() => expect(closed).toHaveBeenCalled())
})
