/**
 * One test server as a process: `tsx test/servers/main.ts '{"server": "fal", "port": 4001}'`. It prints its address, tells it to a parent over
 * IPC, and ends with the parent or when it is told to.
 */
import { type FalServerOptions, startFalServer } from './fal/server.ts'
import { type ServerKindName, serverKinds } from './openai/kinds.ts'
import { type OpenAiServerOptions, startOpenAiServer } from './openai/server.ts'
import { type ReaderChoice, readerOf } from './readers/choose-reader.ts'

export type ServerProcessOptions =
  | ({ server: 'openai'; kind?: ServerKindName; reader?: ReaderChoice } & Omit<OpenAiServerOptions, 'reader' | 'kind'>)
  | ({ server: 'fal' } & FalServerOptions)

async function start(options: ServerProcessOptions) {
  if (options.server === 'fal') return startFalServer(options)
  const { reader, kind, ...rest } = options
  return startOpenAiServer({ ...rest, reader: await readerOf(reader), kind: serverKinds[kind ?? 'full'] })
}

const options = JSON.parse(process.argv[2] ?? '{}') as ServerProcessOptions
const server = await start(options)
console.log(`${options.server}: ${server.url}`)
process.send?.({ url: server.url })

// Cut connections are what a client has to live with anyway, so nothing is waited for.
const end = () => process.exit(0)
process.once('SIGTERM', end)
process.once('SIGINT', end)
process.once('disconnect', end)
