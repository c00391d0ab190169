/**
 * How a novel goes through models: an adaptation without pictures, on a server on this machine that speaks OpenAI's wire and answers by the
 * offline rules. What is measured does not depend on the speed of a model: how many calls come one after another, how many tokens each pass
 * takes in, and what the worker needs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '../src/client/index.ts'
import type { Language } from '../src/contracts/text.ts'
import { holdLocalServices, stopLocalServices } from '../src/local/index.ts'
import { countTokens } from '../src/providers/tokens.ts'
import { startServerProcess } from '../test/servers/process.ts'
import { type StartedProcess, startProcess } from './processes.ts'
import { generateNovel } from './text/generate-novel.ts'

const model = 'gpt-4.1-mini'
/** So many that no call waits for a slot. */
const concurrency = 500
/** As a model takes for an answer. */
const latencyMs = 20_000
const lengths = [100_000, 1_000_000]
const waitMs = 30 * 60_000

export async function benchModels(): Promise<void> {
  console.log(
    `\n## Novels through models\n\n${concurrency} calls at one time; an answer takes ${latencyMs} ms and more.\n`,
  )
  console.log('| novel | tokens | calls | one after another | at one time | boundaries | people | scripts | seconds |')
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const characters of lengths) for (const language of ['zh', 'en'] as const) await measure(language, characters)
  console.log('\nTasks: input tokens as times those of the novel.')
}

async function measure(language: Language, characters: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'cineqo-bench-'))
  const processes: StartedProcess[] = []
  const held = await holdLocalServices({
    directory,
    role: 'bench',
    need: { postgres: true, temporal: true },
    onProgress: (message) => console.error(message),
  })
  const server = await startServerProcess({ server: 'openai', kind: 'full', latency: { firstWordMs: latencyMs } })
  try {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const environment = {
      CINEQO_DIRECTORY: directory,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      TEXT_CONCURRENCY: String(concurrency),
      TEXT_PROVIDER: 'openai',
      IMAGE_PROVIDER: 'offline',
      OPENAI_API_KEY: 'sk-bench',
      OPENAI_BASE_URL: `${server.url}/v1`,
      OPENAI_MODEL: model,
    }
    processes.push(
      await startProcess('../src/api/main.ts', { environment }),
      await startProcess('../src/worker.ts', { environment }),
    )
    const cineqo = createClient({ baseUrl: `http://127.0.0.1:${port}` })
    const text = generateNovel(language, characters)
    const project = await cineqo.createProject({ name: 'bench', language })
    await cineqo.putNovel(project.id, text)
    const startedAt = Date.now()
    const job = await cineqo.startJob({ type: 'adaptation', projectId: project.id, input: { images: false } })
    const ended = await cineqo.waitForJob(job.id, { signal: AbortSignal.timeout(waitMs) })
    const seconds = (Date.now() - startedAt) / 1000
    if (ended.status !== 'completed') throw new Error(`The job ended as ${ended.status}.`)
    const { entries, figures } = await server.readLedger()
    const { accepted, depth, mostInFlight } = figures
    const tokens = countTokens(await cineqo.getNovelText(project.id))
    const times = (task: string) => {
      const ofTask = entries.filter((entry) => entry.accepted && entry.task === task)
      return (ofTask.reduce((sum, { usage }) => sum + usage.inputTokens, 0) / tokens).toFixed(3)
    }
    const row = [
      `${language}, ${characters.toLocaleString('en')} characters`,
      tokens,
      accepted,
      depth,
      mostInFlight,
      times('boundaries'),
      times('people'),
      times('script'),
      seconds.toFixed(0),
    ]
    console.log(`| ${row.join(' | ')} |`)
  } finally {
    await Promise.all(processes.map((started) => started.stop()))
    await server.stop()
    await held.release()
    await stopLocalServices(directory)
    rmSync(directory, { recursive: true, force: true })
  }
}
