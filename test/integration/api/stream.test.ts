import { createConnection } from 'node:net'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { streamMessageSchemas } from '../../../src/contracts/stream.ts'
import { progressChannel } from '../../../src/db/client.ts'
import { ensureLocalUser, localUserId } from '../../../src/db/queries/ensure-local-user.ts'
import { readStream, type StreamReader } from '../../support/read-stream.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

let stack: Stack
let projectId: string
const open: StreamReader[] = []

beforeAll(async () => {
  stack = await openStack()
  projectId = (await stack.send('POST', '/api/projects', { json: { name: 'A' } })).body.id
  await stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: 'Rain fell.' } })
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
afterAll(() => stack.close())

async function connect(lastEventId?: string): Promise<StreamReader> {
  const stream = await readStream(stack.url, lastEventId)
  open.push(stream)
  await stream.waitFor('snapshot')
  return stream
}

let ids = 0
/** A row without a workflow, ended, so that nobody but the test changes it. */
async function insertJob(status = 'failed', owner = localUserId, project = projectId): Promise<string> {
  const id = `01900000-0000-7000-8000-${String(++ids).padStart(12, '0')}`
  await stack.database.sql`
    INSERT INTO job (id, user_id, project_id, type, status, input, workflow_id)
    VALUES (${id}, ${owner}, ${project}, 'novel_split', ${status}, '{}', ${`novel_split/${id}`})`
  return id
}

const change = (id: string, label: string) => stack.database.sql`UPDATE job SET label = ${label} WHERE id = ${id}`
const idsOf = (snapshot: { jobs: { id: string }[] }) => snapshot.jobs.map(({ id }) => id)

test('a connection opens with the jobs that are live or changed lately, and no others', async () => {
  const recent = await insertJob()
  const old = await insertJob()
  await stack.database.sql`ALTER TABLE job DISABLE TRIGGER USER`
  await stack.database.sql`UPDATE job SET updated_at = now() - interval '11 minutes' WHERE id = ${old}`
  await stack.database.sql`ALTER TABLE job ENABLE TRIGGER USER`
  const snapshot = (await connect()).messages[0]
  expect(streamMessageSchemas.snapshot.parse(snapshot?.data).resumed).toBe(false)
  expect(idsOf(snapshot?.data)).toContain(recent)
  expect(idsOf(snapshot?.data)).not.toContain(old)
})

test('each changed job arrives whole, items and progress too', async () => {
  const stream = await connect()
  const id = await insertJob()
  const job = streamMessageSchemas.job.parse(await stream.waitFor('job', (job) => job.id === id))
  expect(job.version).toBe(1)
  await change(id, 'changed')
  expect((await stream.waitFor('job', (job) => job.label === 'changed')).version).toBe(2)

  const itemId = '01900000-0000-7000-8000-0000000000aa'
  await stack.database
    .sql`INSERT INTO job_item (id, job_id, kind, key, number) VALUES (${itemId}, ${id}, 'window', '0', 0)`
  await stack.database.sql`UPDATE job_item SET status = 'processing' WHERE id = ${itemId}`
  const item = streamMessageSchemas.item.parse(await stream.waitFor('item', (item) => item.id === itemId))
  expect(item.status).toBe('processing')

  const progress = { jobId: id, itemId, phase: 'divide', done: 1, total: 3 }
  await stack.database.sql.notify(progressChannel, JSON.stringify({ ...progress, userId: localUserId }))
  expect(await stream.waitFor('progress')).toEqual(progress)

  await stack.send('DELETE', `/api/jobs/${id}`)
  expect(await stream.waitFor('job_deleted')).toEqual({ jobId: id })
})

test('many changes within a moment are read and sent once', async () => {
  const stream = await connect()
  const id = await insertJob()
  for (let n = 1; n <= 20; n++) await change(id, String(n))
  await stream.waitFor('job', (job) => job.label === '20')
  const sent = stream.messages.filter(({ event, data }) => event === 'job' && data.id === id)
  expect(sent.length).toBeLessThan(10)
})

test('a client that was away gets everything that changed meanwhile, and only that', async () => {
  const untouched = await insertJob()
  const touched = await insertJob()
  const before = await connect()
  await change(touched, 'seen')
  await before.waitFor('job', (job) => job.label === 'seen')
  const cursor = before.lastId()
  before.close()
  await change(touched, 'missed')
  const created = await insertJob()
  const snapshot = (await connect(cursor)).messages[0]?.data
  expect(snapshot.resumed).toBe(true)
  expect(idsOf(snapshot).sort()).toEqual([touched, created].sort())
  expect(snapshot.jobs.find(({ id }: { id: string }) => id === touched).label).toBe('missed')
  expect(idsOf(snapshot)).not.toContain(untouched)
})

test('a change in a transaction that was open while the client left is not missed', async () => {
  const id = await insertJob()
  const stream = await connect()
  const slow = postgres(stack.databaseUrl, { max: 1 })
  let commit: (() => void) | undefined
  const committed = slow.begin(async (sql) => {
    await sql`UPDATE job SET label = 'slow' WHERE id = ${id}`
    await new Promise<void>((resolve) => {
      commit = resolve
    })
  })
  const end = await until('the open transaction', () => commit)
  // Later transactions commit first and move the stream on.
  const other = await insertJob()
  await stream.waitFor('job', (job) => job.id === other)
  const cursor = stream.lastId()
  stream.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  end()
  await committed
  await slow.end()
  expect(idsOf((await connect(cursor)).messages[0]?.data)).toContain(id)
})

test('a job that was deleted while the client was away is told', async () => {
  const id = await insertJob()
  const before = await connect()
  const cursor = before.lastId()
  before.close()
  await stack.send('DELETE', `/api/jobs/${id}`)
  await (await connect(cursor)).waitFor('job_deleted', ({ jobId }) => jobId === id)
})

test('a cursor of another database, or none at all, starts anew', async () => {
  for (const cursor of ['999999999999', 'abc', '-1']) {
    expect((await connect(cursor)).messages[0]?.data.resumed).toBe(false)
  }
})

test('nothing of another user is ever sent', async () => {
  const { sql } = stack.database
  const other = '00000000-0000-7000-8000-0000000000ff'
  await sql`INSERT INTO "user" (id, name) VALUES (${other}, 'other')`
  const [project] = await sql`
    INSERT INTO project (id, user_id, name, language, style, aspect_ratio)
    VALUES ('01900000-0000-7000-8000-00000000ffff', ${other}, 'secret', 'en', '', '3:4') RETURNING id`
  const before = await insertJob('processing', other, project?.id)
  const stream = await connect()
  const theirs = await insertJob('processing', other, project?.id)
  await change(theirs, 'secret')
  await sql`INSERT INTO job_item (id, job_id, kind, key, number) VALUES ('01900000-0000-7000-8000-0000000000ab', ${theirs}, 'window', '0', 0)`
  await sql`UPDATE job_item SET status = 'completed' WHERE job_id = ${theirs}`
  await sql.notify(
    progressChannel,
    JSON.stringify({ jobId: theirs, itemId: null, phase: 'read', done: 1, total: 2, userId: other }),
  )
  await sql`UPDATE job SET status = 'failed' WHERE user_id = ${other}`
  await sql`DELETE FROM job WHERE id = ${before}`
  const own = await insertJob()
  await stream.waitFor('job', (job) => job.id === own)
  const text = JSON.stringify(stream.messages)
  expect(text).not.toContain(theirs)
  expect(text).not.toContain(before)
  await sql`DELETE FROM "user" WHERE id = ${other}`
})

test('a lost listening connection is made again, and what changed meanwhile arrives', async () => {
  const id = await insertJob()
  const stream = await connect()
  const { sql } = stack.database
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND query ILIKE 'listen%'`
  await change(id, 'after the break')
  const arrived = () =>
    stream.messages.some(({ event, data }) =>
      event === 'job'
        ? data.label === 'after the break'
        : event === 'snapshot' && idsOf(data).includes(id) && data.resumed,
    )
  await until('the change', arrived)
  await change(id, 'later')
  await stream.waitFor('job', (job) => job.label === 'later')
})

test('fifty idle streams ask the database nothing', async () => {
  await stack.database.sql`UPDATE job SET status = 'failed' WHERE status IN ('pending', 'processing')`
  const streams = await Promise.all(Array.from({ length: 50 }, () => connect()))
  const watching = postgres(stack.databaseUrl.replace(/\/[^/]*$/, '/postgres'), { max: 1, fetch_types: false })
  /** What every connection of ours to this database asked last and when, and how many connections there ever were. */
  const activity = async () => {
    const connections = await watching`
      SELECT pid, query_start::text AS at, query FROM pg_stat_activity
      WHERE datname = ${stack.name} AND backend_type = 'client backend' ORDER BY pid`
    const [made] = await watching`SELECT sessions FROM pg_stat_database WHERE datname = ${stack.name}`
    return { connections: [...connections], sessions: made?.sessions }
  }
  // What the start of the streams and of this test asked has been answered, and the watcher has seen that nothing is live.
  await new Promise((resolve) => setTimeout(resolve, 5000))
  const before = await activity()
  await new Promise((resolve) => setTimeout(resolve, 9000))
  expect(await activity()).toEqual(before)
  const id = await insertJob()
  await Promise.all(streams.map((stream) => stream.waitFor('job', (job) => job.id === id)))
  expect(await activity()).not.toEqual(before)
  await watching.end()
})

test('a client that does not read is cut off, and the others are not', async () => {
  const reading = await connect()
  const before = stack.api.context.hub.connections()
  const { hostname, port } = new URL(stack.url)
  const deaf = createConnection(Number(port), hostname)
  deaf.on('error', () => {})
  deaf.pause()
  deaf.write(`GET /api/stream HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
  await until('both', () => stack.api.context.hub.connections() === before + 1)
  const message = { jobId: '01900000-0000-7000-8000-0000000000cc', itemId: null, phase: 'read', done: 0, total: 0 }
  const payload = JSON.stringify({ ...message, message: 'x'.repeat(7000), userId: localUserId })
  for (let sent = 0; sent < 6000 && stack.api.context.hub.connections() > before; sent += 100) {
    await Promise.all(Array.from({ length: 100 }, () => stack.database.sql.notify(progressChannel, payload)))
  }
  await until('the cut', () => stack.api.context.hub.connections() === before)
  const id = await insertJob()
  await reading.waitFor('job', (job) => job.id === id)
  deaf.destroy()
})

test('closing the server ends its streams', async () => {
  const other = await openStack()
  await ensureLocalUser(other.database.db)
  const stream = await readStream(other.url)
  await stream.waitFor('snapshot')
  const begun = Date.now()
  await other.close()
  await until('the end', () => stream.ended())
  expect(Date.now() - begun).toBeLessThan(3000)
})
