import type { ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import {
  type ConnectionState,
  createClient,
  type StreamHandlers,
  type StreamOptions,
} from '../../../src/client/index.ts'
import { type Answer, aJob, message, openStream, type ScriptedServer, startServer } from './scripted-server.ts'

const open: { server?: ScriptedServer; end?: () => void } = {}
afterEach(async () => {
  open.end?.()
  await open.server?.close()
})

async function subscribe(answer: Answer, handlers: StreamHandlers, options?: StreamOptions): Promise<ScriptedServer> {
  open.server = await startServer(answer)
  open.end = createClient({ baseUrl: open.server.url }).subscribeToJobs(handlers, options)
  return open.server
}

const empty = { jobs: [], resumed: false }

test('a message is whole however the bytes of it are cut', async () => {
  const onJob = vi.fn()
  const job = aJob({ label: '林黛玉 🎭' })
  await subscribe(
    async (_request, response) => {
      openStream(response)
      for (const byte of Buffer.from(message('job', job, '7'))) {
        response.write(Buffer.from([byte]))
        await new Promise(setImmediate)
      }
    },
    { onJob },
  )
  await vi.waitFor(() => expect(onJob).toHaveBeenCalledExactlyOnceWith(job), 3000)
})

test('a cut connection is opened again where it was left', async () => {
  const jobs: number[] = []
  const server = await subscribe(
    (_request, response, index) => {
      openStream(response)
      response.write(message('snapshot', { ...empty, resumed: index > 0 }, `${index}0`))
      response.write(message('job', aJob({ version: index }), `${index}5`))
      if (index === 0) response.write('event: job\ndata: {"half', () => response.destroy())
    },
    { onJob: (job) => jobs.push(job.version) },
  )
  await vi.waitFor(() => expect(jobs).toEqual([0, 1]))
  expect(server.requests.map((request) => request.headers['last-event-id'])).toEqual([undefined, '05'])
})

test('messages that are not valid are told and skipped', async () => {
  const onError = vi.fn()
  const onJob = vi.fn()
  await subscribe(
    (_request, response) => {
      openStream(response)
      response.write('\u0000garbage\nevent: job\ndata: {not json\n\n')
      response.write(message('job', { id: 'no job' }))
      response.write(message('weather', { sunny: true }))
      response.write(message('job', aJob()))
    },
    { onJob, onError },
  )
  await vi.waitFor(() => expect(onJob).toHaveBeenCalledTimes(1))
  expect(onError).toHaveBeenCalledTimes(2)
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'bad_answer' })
})

test('a connection that went silent is replaced; one with keep-alives is not', async () => {
  const keepAlives: NodeJS.Timeout[] = []
  const states: ConnectionState[] = []
  const server = await subscribe(
    (_request, response, index) => {
      openStream(response)
      response.write(message('snapshot', empty))
      if (index === 1) keepAlives.push(setInterval(() => response.write(': keep-alive\n\n'), 20))
    },
    { onConnection: (state) => states.push(state) },
    { silenceMs: 150 },
  )
  await vi.waitFor(() => expect(server.requests).toHaveLength(2))
  await new Promise((resolve) => setTimeout(resolve, 400))
  for (const keepAlive of keepAlives) clearInterval(keepAlive)
  expect(server.requests).toHaveLength(2)
  expect(states).toContainEqual(
    expect.objectContaining({ state: 'waiting', error: expect.objectContaining({ code: 'network' }) }),
  )
})

test('it never gives up, whatever answers instead of the stream, and says why it waits', async () => {
  const refusals: ((response: ServerResponse) => void)[] = [
    (response) => response.destroy(),
    (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>a login page</html>'),
    (response) =>
      response
        .writeHead(503, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ code: 'database_unavailable', params: {} })),
    (response) => response.writeHead(204).end(),
  ]
  const codes: string[] = []
  const onSnapshot = vi.fn()
  const server = await subscribe(
    (_request, response, index) => {
      const refuse = refusals[index - 1]
      if (refuse) return refuse(response)
      openStream(response)
      response.write(message('snapshot', empty), () => index === 0 && response.destroy())
    },
    { onSnapshot, onConnection: (state) => state.state === 'waiting' && codes.push(state.error.code) },
  )
  await vi.waitFor(() => expect(onSnapshot).toHaveBeenCalledTimes(2), 5000)
  expect(server.requests).toHaveLength(refusals.length + 2)
  expect(codes).toEqual(['network', 'network', 'bad_answer', 'bad_answer', 'database_unavailable', 'bad_answer'])
})

test('unsubscribing closes the connection and nothing more is told', async () => {
  const closed = vi.fn()
  const onJob = vi.fn()
  let stream: ServerResponse | undefined
  await subscribe(
    (_request, response) => {
      stream = response
      response.on('close', closed)
      openStream(response)
      response.write(message('job', aJob()))
    },
    { onJob },
  )
  await vi.waitFor(() => expect(onJob).toHaveBeenCalledTimes(1))
  open.end?.()
  stream?.write(message('job', aJob({ version: 2 })))
  await vi.waitFor(() => expect(closed).toHaveBeenCalled())
  expect(onJob).toHaveBeenCalledTimes(1)
  expect(open.server?.requests).toHaveLength(1)
})
