/** A server on loopback that speaks OpenAI's wire: chat completions, models, and images. */
import type { Price } from '../../../src/contracts/money.ts'
import { isDeclined } from '../deliver.ts'
import { type FaultRule, Faults } from '../faults.ts'
import { hashOf, Ledger } from '../ledger.ts'
import { type Call, listenOnLoopback, sendJson, type TestServer } from '../listen.ts'
import type { Reader } from '../readers/reader.ts'
import { chat } from './chat.ts'
import { sendDeclined, sendError, sendNoModel } from './declined.ts'
import { images } from './images.ts'
import { type ServerKind, serverKinds } from './kinds.ts'
import { type ChatWire, startChatWire } from './wire.ts'

export interface OpenAiServerOptions {
  reader: Reader
  /** `full` by default. */
  kind?: ServerKind
  /** Models that it has; every model by default. */
  models?: string[]
  faults?: FaultRule[]
  seed?: number
  /** By model. */
  prices?: Record<string, Price>
  /** Kept over a kill and read at the start. In memory by default. */
  ledgerFile?: string
  port?: number
  /** The only key that it takes; any by default. */
  key?: string
  latency?: Partial<Latency>
}

interface Latency {
  firstWordMs: number
  /** Between the pieces of a stream. */
  pieceMs: number
  pictureMs: number
}

/** What the handlers of requests share. */
export interface OpenAiWorld {
  reader: Reader
  kind: ServerKind
  ledger: Ledger
  faults: Faults
  wire: ChatWire
  latency: Latency
}

export interface OpenAiServer extends TestServer {
  /** `OPENAI_BASE_URL`: with the version. */
  baseUrl: string
}

export async function startOpenAiServer(options: OpenAiServerOptions): Promise<OpenAiServer> {
  const world: OpenAiWorld = {
    reader: options.reader,
    kind: options.kind ?? serverKinds.full,
    ledger: new Ledger({
      ...(options.prices && { prices: options.prices }),
      ...(options.ledgerFile !== undefined && { file: options.ledgerFile }),
    }),
    faults: new Faults(options.faults, options.seed),
    wire: await startChatWire(),
    latency: { firstWordMs: 0, pieceMs: 0, pictureMs: 0, ...options.latency },
  }
  const server = await listenOnLoopback({
    ledger: world.ledger,
    faults: world.faults,
    port: options.port,
    handle: (call) => handle(call, options, world),
  })
  return {
    ...server,
    baseUrl: `${server.url}/v1`,
    async close() {
      await server.close()
      await world.wire.close()
    },
  }
}

async function handle(call: Call, { models, key }: OpenAiServerOptions, world: OpenAiWorld): Promise<void> {
  const { response } = call
  const credential = call.headers.authorization ?? ''
  if (key === undefined ? !/^Bearer \S/.test(credential) : credential !== `Bearer ${key}`) {
    sendDeclined(response, { kind: 'wrong_key' }, '')
    return
  }
  const account = hashOf(credential)
  const route = `${call.method} ${call.path.replace(/^\/v1/, '')}`
  switch (route) {
    case 'GET /models': {
      const fault = world.faults.pick({ route: 'models', task: null, model: '', prompt: '' })
      if (isDeclined(fault)) sendDeclined(response, fault, '')
      else sendJson(response, 200, { object: 'list', data: (models ?? []).map((id) => modelEntry(id, world.kind)) })
      return
    }
    case 'GET /props':
      // llama.cpp tells there what its model was given, and others know no such path.
      if (world.kind.dialect === 'llama.cpp') {
        sendJson(response, 200, { default_generation_settings: { n_ctx: world.kind.contextTokens } })
        return
      }
      break
    case 'POST /chat/completions':
    case 'POST /images/generations':
    case 'POST /images/edits': {
      const model = modelOf(call)
      if (models && model !== null && !models.includes(model)) sendNoModel(response, model)
      else if (route === 'POST /chat/completions') await chat(call, account, world)
      else await images(call, account, world)
      return
    }
  }
  sendError(response, 404, { message: `Invalid URL (${call.method} ${call.path})`, type: 'invalid_request_error' })
}

/** Null for a form with pictures: such a request is taken as it is. */
function modelOf(call: Call): string | null {
  if (!/json/.test(call.headers['content-type'] ?? '')) return null
  return (JSON.parse(call.body.toString()) as { model?: string }).model ?? ''
}

function modelEntry(id: string, { tellsContext, contextTokens, dialect }: ServerKind) {
  const context = dialect === 'llama.cpp' ? { meta: { n_ctx_train: contextTokens } } : { max_model_len: contextTokens }
  return { id, object: 'model', created: 0, owned_by: 'test', ...(tellsContext && context) }
}
