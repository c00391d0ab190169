/** A small HTTP server that answers as a test says. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Job } from '../../../src/contracts/job.ts'

export interface ScriptedServer {
  url: string
  /** Every request so far. */
  requests: IncomingMessage[]
  close(): Promise<void>
}

export type Answer = (request: IncomingMessage, response: ServerResponse, index: number) => void | Promise<void>

export async function startServer(answer: Answer): Promise<ScriptedServer> {
  const requests: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    requests.push(request)
    void answer(request, response, requests.length - 1)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' })
  response.end(JSON.stringify(body))
}

export function openStream(response: ServerResponse, retryMs = 5): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(`retry: ${retryMs}\n\n`)
}

export function message(event: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

const aTime = '2026-01-02T03:04:05.000Z'

/** A job of which only what matters to a test is said. */
export function aJob(about: Partial<Job> = {}): Job {
  return {
    id: '01990000-0000-7000-8000-000000000001',
    projectId: '01990000-0000-7000-8000-0000000000aa',
    projectName: '镜中人',
    parentId: null,
    type: 'adaptation',
    status: 'processing',
    progress: 0,
    phase: null,
    phases: {},
    label: '',
    input: {},
    waiting: null,
    cancelRequested: false,
    error: null,
    provider: null,
    costUsd: 0,
    unpricedCalls: 0,
    runs: 1,
    workflowId: 'adaptation/01990000-0000-7000-8000-000000000001',
    version: 1,
    createdAt: aTime,
    startedAt: aTime,
    completedAt: null,
    ...about,
  }
}
