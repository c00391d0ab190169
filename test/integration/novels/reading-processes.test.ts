/** Files are read beside the API: whatever one of them does, everybody else is answered, and nothing of it is left. */
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newProject } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { childrenOf } from '../../support/processes.ts'
import { type Answer, openStack, type Stack, until } from '../../support/stack.ts'

let stack: Stack
afterEach(() => stack.close())

const upload = (projectId: string, content: string): Promise<Answer> =>
  stack.send('PUT', `/api/projects/${projectId}/novel`, { body: content, headers: { 'content-type': 'text/plain' } })

const readers = () => childrenOf(process.pid, 'reading-process')

/** Upload folders that are there now. */
const temporary = () => {
  try {
    return readdirSync(join(stack.storageDirectory, 'temporary'))
  } catch {
    return []
  }
}

/** Uploads a file and holds its reading. */
async function heldUpload(content: string): Promise<{ answer: Promise<Answer>; reader: number; projectId: string }> {
  const projectId = await newProject(stack)
  // A process that is there already can be stopped before it begins.
  await upload(await newProject(stack), 'Chapter 1\n\nRain.')
  const [reader] = readers()
  if (!reader) throw new Error('No process has read the novel.')
  process.kill(reader, 'SIGSTOP')
  const answer = upload(projectId, content)
  await until('the file', () => temporary().length > 0)
  return { answer, reader, projectId }
}

test('while a file is read, others are answered and other files are read', async () => {
  stack = await openStack()
  const { answer, reader } = await heldUpload(zhNovel(20))
  expect((await stack.send('GET', '/api/health')).status).toBe(200)
  expect((await upload(await newProject(stack), 'Chapter 1\n\nSnow.')).status).toBe(201)
  process.kill(reader, 'SIGCONT')
  expect((await answer).body).toMatchObject({ chapters: 20 })
  expect(temporary()).toEqual([])
})

test('no more files are read at once than allowed, and the others take their turn', async () => {
  stack = await openStack({ readingLimits: { atOnce: 1 } })
  const { answer, reader } = await heldUpload(zhNovel(2))
  const second = upload(await newProject(stack), 'Chapter 1\n\nSnow.')
  await until('the second file', () => temporary().length === 2)
  expect(readers()).toEqual([reader])
  process.kill(reader, 'SIGCONT')
  expect([(await answer).status, (await second).status]).toEqual([201, 201])
})

test('a reading that dies is the end of that upload alone', async () => {
  stack = await openStack()
  const { answer, reader, projectId } = await heldUpload(zhNovel(2))
  process.kill(reader, 'SIGKILL')
  expect((await answer).body).toMatchObject({ status: 422, code: 'novel_unreadable' })
  expect(temporary()).toEqual([])
  expect((await stack.send('GET', `/api/projects/${projectId}/novel`)).status).toBe(404)
  expect((await upload(projectId, 'Chapter 1\n\nSnow.')).status).toBe(201)
})

test('a reading that takes too long is ended, and says the limit', async () => {
  stack = await openStack({ readingLimits: { baseMs: 1000 } })
  const { answer, reader } = await heldUpload(zhNovel(2))
  expect((await answer).body).toMatchObject({ code: 'novel_unreadable', params: { seconds: 2, limit: '1024 MB' } })
  await until('the end of the process', () => !readers().includes(reader))
  expect(temporary()).toEqual([])
})

test('a reading that takes too much memory is ended', async () => {
  stack = await openStack({ readingLimits: { memoryMegabytes: 150 } })
  const answer = await upload(await newProject(stack), zhNovel(15_000))
  expect(answer.body).toMatchObject({ code: 'novel_unreadable', params: { limit: '150 MB' } })
  expect((await stack.send('GET', '/api/health')).status).toBe(200)
})

test('nothing is left of forms whose senders leave at once', async () => {
  stack = await openStack()
  const id = await newProject(stack)
  const { hostname, port, host } = new URL(stack.url)
  const part = '--part\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nRain.'
  const head = `PUT /api/projects/${id}/novel HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 100000\r\n`
  for (let sender = 0; sender < 10; sender++) {
    const socket = connect(Number(port), hostname)
    const sent = `${head}Content-Type: multipart/form-data; boundary=part\r\n\r\n${part}`
    await new Promise((resolve) => socket.write(sent, resolve))
    socket.destroy()
  }
  // Behind them in the line.
  await upload(id, 'Chapter 1\n\nRain.')
  await until('the folders to go', () => temporary().length === 0)
})

test('nothing is left of an upload whose sender leaves, while it is sent and while it is read', async () => {
  stack = await openStack()
  const id = await newProject(stack)
  const { hostname, port, host } = new URL(stack.url)
  const socket = connect(Number(port), hostname)
  socket.write(`PUT /api/projects/${id}/novel HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/plain\r\n`)
  socket.write('Content-Length: 1000000\r\n\r\nChapter 1')
  await until('the first bytes', () => temporary().length === 1)
  socket.destroy()
  await until('the folder to go', () => temporary().length === 0)

  await upload(await newProject(stack), 'Chapter 1\n\nRain.')
  const [reader] = readers()
  process.kill(reader as number, 'SIGSTOP')
  const left = new AbortController()
  const request = fetch(`${stack.url}/api/projects/${id}/novel`, {
    method: 'PUT',
    body: zhNovel(2),
    headers: { 'content-type': 'text/plain' },
    signal: left.signal,
  })
  await until('the file', () => temporary().length === 1)
  left.abort()
  await expect(request).rejects.toThrow()
  await until('the folder to go', () => temporary().length === 0)
  await until('the end of the process', () => readers().length === 0)
  expect((await stack.send('GET', `/api/projects/${id}/novel`)).status).toBe(404)
})

test('what a process that died has left is removed at the next start, and what is new is not', async () => {
  stack = await openStack()
  const left = join(stack.storageDirectory, 'temporary', 'left')
  const fresh = join(stack.storageDirectory, 'temporary', 'fresh')
  for (const folder of [left, fresh]) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'upload'), 'x')
  }
  const twoHoursAgo = Date.now() / 1000 - 7200
  utimesSync(left, twoHoursAgo, twoHoursAgo)
  await stack.stopApi()
  await stack.startApi()
  expect(temporary()).toEqual(['fresh'])
})

test('no reading process outlives the API', async () => {
  stack = await openStack()
  await upload(await newProject(stack), 'Chapter 1\n\nRain.')
  expect(readers()).toHaveLength(1)
  await stack.stopApi()
  await until('its end', () => readers().length === 0)
})
