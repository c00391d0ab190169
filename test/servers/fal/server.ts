/**
 * A server on loopback that speaks fal's queue: submit, status, result, cancel, and the files of pictures. Written out, and not by aimock:
 * that knows no limit of running requests, shares its queue between all servers of a process, loses it at its end, and sends clients to
 * fal's own host.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Price } from '../../../src/contracts/money.ts'
import { isDeclined, isUndelivered, sendAnswer } from '../deliver.ts'
import { type Fault, type FaultRule, Faults, type Route } from '../faults.ts'
import { hashOf, Ledger } from '../ledger.ts'
import { type Call, listenOnLoopback, sendJson, type TestServer } from '../listen.ts'
import { type DrawnPicture, drawPicture } from '../pictures.ts'
import { sendDeclined, sendInvalid, sendPolicyViolation } from './declined.ts'
import { readInput } from './input.ts'
import { FalQueue, type FalRequest } from './queue.ts'

export interface FalServerOptions {
  /** Faults of pictures and results are decided at `submit`. */
  faults?: FaultRule[]
  seed?: number
  /** Requests that are drawn at one time. A new account of fal's has 2. */
  caps?: { running: number }
  /** By the model as it is submitted to, with its subpath. */
  prices?: Record<string, Price>
  /** Kept over a kill and read at the start. In memory by default. */
  ledgerFile?: string
  port?: number
  /** The only key that it takes; any by default. */
  key?: string
  latency?: { drawingMs: number }
}

interface FalWorld {
  ledger: Ledger
  faults: Faults
  queue: FalQueue
}

const requestPath = /^\/([\w.-]+\/[\w.-]+)\/requests\/([\w-]+)(\/status|\/cancel)?$/
const filePath = /^\/files\/([\w-]+)\/(\d+)$/

export async function startFalServer(options: FalServerOptions = {}): Promise<TestServer> {
  const ledger = new Ledger({
    ...(options.prices && { prices: options.prices }),
    ...(options.ledgerFile !== undefined && { file: options.ledgerFile }),
  })
  const world: FalWorld = {
    ledger,
    faults: new Faults(options.faults, options.seed),
    queue: new FalQueue({ ledger, running: options.caps?.running ?? 2, drawingMs: options.latency?.drawingMs ?? 0 }),
  }
  const server = await listenOnLoopback({
    ledger,
    faults: world.faults,
    port: options.port,
    handle: (call) => handle(call, options.key, world),
  })
  return {
    ...server,
    async close() {
      world.queue.close()
      await server.close()
    },
  }
}

async function handle(call: Call, key: string | undefined, world: FalWorld): Promise<void> {
  const { response, method, path } = call
  const file = filePath.exec(path)
  if (method === 'GET' && file) return sendFile(call, file[1] ?? '', Number(file[2]), world)

  const credential = call.headers.authorization ?? ''
  if (key === undefined ? !/^Key \S/.test(credential) : credential !== `Key ${key}`) {
    sendDeclined(response, { kind: 'wrong_key' }, path)
    return
  }
  const [, app = '', id = '', rest] = requestPath.exec(path) ?? []
  if (!id) {
    if (method === 'POST') return submit(call, hashOf(credential), world)
    sendJson(response, 405, { detail: 'Method Not Allowed' })
    return
  }
  const request = world.queue.find(id)
  if (!request || request.app !== app) {
    sendJson(response, 404, { detail: 'Request not found' })
    return
  }
  if (method === 'GET' && rest === '/status') return status(call, request, world)
  if (method === 'PUT' && rest === '/cancel') return cancel(call, request, world)
  if (method === 'GET' && rest === undefined) return result(call, request, world)
  sendJson(response, 405, { detail: 'Method Not Allowed' })
}

async function submit(call: Call, account: string, world: FalWorld): Promise<void> {
  const { response } = call
  const model = call.path.slice(1)
  const input = readInput(call.body.toString())
  const fault = world.faults.pick({ route: 'submit', task: null, model, prompt: input.prompt })
  const entry = {
    kind: 'image' as const,
    model,
    task: null,
    promptHash: hashOf(model, input),
    account,
    fault: fault?.kind ?? null,
  }
  if (isDeclined(fault)) {
    world.ledger.decline(entry, sendDeclined(response, fault, model))
    return
  }
  const app = model.split('/').slice(0, 2).join('/')
  const request = world.queue.submit(entry, { app, input, fault })
  sendAnswer(response, JSON.stringify(answerOf(call, request, world)), isUndelivered(fault) ? fault : null, {
    'x-fal-request-id': request.id,
  })
}

function status(call: Call, request: FalRequest, world: FalWorld): void {
  const fault = brokenOnTheWay(call, 'status', request, world)
  if (fault === 'sent') return
  const completed = request.state === 'COMPLETED' || request.state === 'CANCELLED'
  if (fault) sendAnswer(call.response, JSON.stringify(answerOf(call, request, world)), fault)
  else sendJson(call.response, completed ? 200 : 202, answerOf(call, request, world))
}

function cancel(call: Call, request: FalRequest, world: FalWorld): void {
  if (brokenOnTheWay(call, 'cancel', request, world) === 'sent') return
  if (world.queue.cancel(request)) sendJson(call.response, 202, { status: 'CANCELLATION_REQUESTED' })
  else sendJson(call.response, 400, { status: 'ALREADY_COMPLETED' })
}

function result(call: Call, request: FalRequest, world: FalWorld): void {
  const { response } = call
  const fault = brokenOnTheWay(call, 'result', request, world)
  if (fault === 'sent') return
  if (request.state !== 'COMPLETED') {
    const detail = request.state === 'CANCELLED' ? 'Request was cancelled' : 'Request is still in progress'
    sendJson(response, 400, { detail })
    return
  }
  switch (request.fault?.kind) {
    case 'policy_at_result':
      sendPolicyViolation(response)
      return
    case 'invalid_at_result':
      sendInvalid(response, 'value_error', 'Value error, the size is not supported')
      return
    case 'failed_at_result':
      sendJson(response, 500, { detail: 'Internal Server Error' }, { 'x-fal-error-type': 'generation_timeout' })
      return
  }
  const { input } = request
  const count = request.fault?.kind === 'no_picture' ? 0 : input.images
  const body = {
    images: Array.from({ length: count }, (_, index) => ({
      url: `${originOf(call)}/files/${request.id}/${index}`,
      content_type: 'image/png',
      width: input.width,
      height: input.height,
    })),
    seed: input.seed,
    prompt: input.prompt,
    has_nsfw_concepts: Array.from({ length: count }, () => false),
    timings: {},
  }
  sendAnswer(response, JSON.stringify(body), fault, {
    'x-fal-request-id': request.id,
    'x-fal-billable-units': String(input.images),
  })
}

async function sendFile(call: Call, id: string, index: number, world: FalWorld): Promise<void> {
  const { response } = call
  const request = world.queue.find(id)
  if (request?.state !== 'COMPLETED' || index >= request.input.images) {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
    return
  }
  const fault = brokenOnTheWay(call, 'file', request, world)
  if (fault === 'sent') return
  const { input } = request
  const prompt = `${input.prompt} ${input.references}`
  const picture = await drawPicture(prompt, input.seed + index, input, request.fault)
  if (picture) await sendPicture(call, picture, fault)
}

async function sendPicture({ response }: Call, { bytes, mediaType }: DrawnPicture, fault: Fault | null): Promise<void> {
  response.writeHead(200, { 'content-type': mediaType, 'content-length': bytes.length })
  if (!fault) {
    response.end(bytes)
    return
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
  // What was written has to be on its way before the socket breaks.
  await sleep(20)
  if (fault.kind !== 'hang_in_body') response.destroy()
}

/** The fault of a route after submit: `sent` where it declined, else how the answer is to break, or null. */
function brokenOnTheWay(call: Call, route: Route, request: FalRequest, { faults }: FalWorld) {
  const fault = faults.pick({ route, task: null, model: request.app, prompt: request.input.prompt })
  if (isDeclined(fault)) {
    sendDeclined(call.response, fault, request.app)
    return 'sent'
  }
  return isUndelivered(fault) ? fault : null
}

function answerOf(call: Call, request: FalRequest, { queue }: FalWorld) {
  const base = `${originOf(call)}/${request.app}/requests/${request.id}`
  const { state } = request
  return {
    // The queue has no word for a cancelled request: it is completed, and has no result.
    status: state === 'CANCELLED' ? 'COMPLETED' : state,
    request_id: request.id,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
    ...(state === 'IN_QUEUE' && { queue_position: queue.positionOf(request) }),
    ...(state === 'COMPLETED' && { metrics: { inference_time: 0.1 } }),
    logs: null,
  }
}

function originOf({ headers }: Call): string {
  return `http://${headers.host}`
}
