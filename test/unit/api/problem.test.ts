import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { problemHandler, toCineqoError, toProblem } from '../../../src/api/problem.ts'
import { CineqoError, errorCodes, errorRegistry } from '../../../src/contracts/errors.ts'

const request = { path: '/api/x', requestId: 'r' }

test('every registered code makes a problem with its status', () => {
  for (const code of errorCodes) {
    const problem = toProblem(new CineqoError(code), request)
    expect(problem).toMatchObject({ code, status: errorRegistry[code].status, type: `urn:cineqo:problem:${code}` })
  }
})

test('what is not an error of ours says nothing of itself', () => {
  const text = JSON.stringify(toProblem(toCineqoError(new Error('password=secret')), request))
  expect(text).toContain('"internal"')
  expect(text).toContain('Quote r when')
  expect(text).not.toContain('secret')
  expect(text).not.toContain('.ts:')
})

test('the database being away is 503, a wrong statement is not', () => {
  const wrapped = (code: string) => new Error('Failed query', { cause: Object.assign(new Error(code), { code }) })
  expect(toCineqoError(wrapped('ECONNREFUSED')).code).toBe('database_unavailable')
  expect(toCineqoError(wrapped('57P01')).code).toBe('database_unavailable')
  expect(toCineqoError(wrapped('42703')).code).toBe('internal')
})

test('a missing thing is named in both languages', () => {
  const { message } = toProblem(new CineqoError('not_found', { what: 'job' }), request)
  expect(message).toEqual({ en: 'There is no such job.', zh: '找不到该任务。' })
})

test('a caller who goes away in the middle is nobody’s failure', async () => {
  const logged: string[] = []
  const app = express()
  app.get('/endless', async (_request, response) => {
    const endless = new Readable({ read: (size) => endless.push(Buffer.alloc(size)) })
    await pipeline(endless, response)
  })
  app.put('/sent', async (request, response) => {
    for await (const _chunk of request);
    response.end()
  })
  app.use(problemHandler(pino({ level: 'error' }, { write: (line) => logged.push(line) })))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  for (const start of [
    'GET /endless HTTP/1.1\r\nHost: a\r\n\r\n',
    'PUT /sent HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc',
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.write(start)
    await Promise.race([once(socket, 'data'), sleep(100)])
    socket.destroy()
  }
  await new Promise((resolve) => server.close(resolve))
  expect(logged).toEqual([])
})
