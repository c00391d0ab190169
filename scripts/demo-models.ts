/**
 * `npm run demo:models [-- --faults none|some|many] [--novel FILE] [--language zh|en]`: adapts a novel on models, without a key: two servers on
 * this machine speak the wires of OpenAI and fal, answer by the offline rules, throttle and fail now and then, and keep a ledger. What failed for
 * good is tried again once. At the end, what the servers billed stands beside what Cineqo booked.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { exitCodes } from '../src/cli/exit-codes.ts'
import type { Job } from '../src/contracts/job.ts'
import type { Spending } from '../src/contracts/money.ts'
import type { Language } from '../src/contracts/text.ts'
import { listedPrice } from '../src/providers/prices.ts'
import type { FaultRule } from '../test/servers/faults.ts'
import { type ServerProcess, startServerProcess } from '../test/servers/process.ts'

const textModel = 'gpt-4.1-mini'
const imageModel = 'fal-ai/flux/dev'
const editModel = 'fal-ai/flux-pro/kontext'

/** Faults that cost nothing, or are billed and booked alike. */
const some: { openai: FaultRule[]; fal: FaultRule[] } = {
  openai: [
    { fault: { kind: 'rate_limited', retryAfter: { seconds: 1 } }, probability: 0.04 },
    { fault: { kind: 'server_error', status: 503 }, probability: 0.04 },
    { fault: { kind: 'cut_answer' }, probability: 0.03 },
  ],
  fal: [
    { fault: { kind: 'rate_limited', retryAfter: { seconds: 1 } }, every: 7 },
    { fault: { kind: 'server_error', status: 502 }, route: 'status', probability: 0.05 },
  ],
}

/** Answers that are lost after they were billed come on top: of these Cineqo can only say that they may have been billed. */
const many: typeof some = {
  openai: [
    ...some.openai,
    { fault: { kind: 'lost_answer' }, probability: 0.03 },
    { fault: { kind: 'cut_stream' }, probability: 0.03 },
    { fault: { kind: 'gateway_page', status: 502 }, probability: 0.03 },
  ],
  fal: [
    ...some.fal,
    { fault: { kind: 'policy_at_result' }, nth: 3 },
    { fault: { kind: 'blank_picture' }, nth: 5 },
    { fault: { kind: 'broken_body' }, route: 'file', probability: 0.1 },
  ],
}

/** In `samples/`. */
const sampleFiles: Record<Language, string> = { zh: 'zh/san-dian-shi-qi-fen.txt', en: 'en/the-borrowed-heir.txt' }

const presets = { none: { openai: [], fal: [] }, some, many }

const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: 'some' },
    novel: { type: 'string' },
    language: { type: 'string', default: 'zh' },
  },
})
if (!(values.language in sampleFiles)) throw new Error(`--language must be zh or en; it is "${values.language}".`)
if (!(values.faults in presets)) throw new Error(`--faults must be none, some or many; it is "${values.faults}".`)
const faults = presets[values.faults as keyof typeof presets]

const servers: ServerProcess[] = []
mkdirSync('.cineqo', { recursive: true })
const home = mkdtempSync(resolve('.cineqo', 'demo-models-'))
// The embedded database may run as another user.
chmodSync(home, 0o755)

// Ctrl-C ends the command, which ends its own work in order; this program then says what was spent.
process.on('SIGINT', () => {})

try {
  process.exitCode = await demo()
} finally {
  await Promise.all(servers.map((server) => server.stop()))
  // What came out stays; the database and the logs were for this alone.
  for (const name of readdirSync(home)) if (name !== 'out') rmSync(join(home, name), { recursive: true, force: true })
}

async function demo(): Promise<number> {
  const prices = Object.fromEntries(
    [textModel, imageModel, editModel].map((model) => [model, listedPrice(model) ?? {}]),
  )
  const openai = await startServerProcess({
    server: 'openai',
    models: [textModel],
    prices,
    faults: faults.openai,
    latency: { firstWordMs: 300, pieceMs: 10 },
  })
  servers.push(openai)
  const fal = await startServerProcess({
    server: 'fal',
    prices,
    faults: faults.fal,
    caps: { running: 2 },
    latency: { drawingMs: 800 },
  })
  servers.push(fal)

  const environment = {
    CINEQO_DIRECTORY: home,
    TEXT_PROVIDER: 'openai',
    OPENAI_API_KEY: 'demo-key',
    OPENAI_BASE_URL: `${openai.url}/v1`,
    OPENAI_MODEL: textModel,
    IMAGE_PROVIDER: 'fal',
    FAL_KEY: 'demo:key',
    FAL_QUEUE_URL: fal.url,
    IMAGE_MODEL: imageModel,
    IMAGE_EDIT_MODEL: editModel,
  }
  let { code } = await cineqo(environment, [...adapting(), '--yes'])
  if (code === exitCodes.completedWithFailures) {
    const { stdout } = await cineqo(environment, ['jobs', '--status', 'completed_with_failures', '--json'], true)
    const [job] = JSON.parse(stdout) as Job[]
    if (job) code = (await cineqo(environment, ['retry', job.id])).code
  }
  const { stdout } = await cineqo(environment, ['projects', '--json'], true)
  const spendings = (JSON.parse(stdout) as { spending: Spending }[]).map(({ spending }) => spending)
  const isEqual = await compare(openai, fal, spendings)
  return code === 0 && isEqual ? 0 : 1
}

/** A person at the terminal can look at everything on the page before it ends; otherwise it ends by itself. */
function adapting(): string[] {
  const { novel, language } = values
  if (novel !== undefined) return ['run', resolve(novel)]
  if (process.stdin.isTTY && process.stdout.isTTY) return ['demo', '--language', language]
  return ['run', fileURLToPath(new URL(`../samples/${sampleFiles[language as Language]}`, import.meta.url))]
}

/** Runs the command. What it prints goes to the terminal, or is returned. */
async function cineqo(environment: Record<string, string>, args: string[], isRead = false) {
  const program = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['inherit', isRead ? 'pipe' : 'inherit', isRead ? 'ignore' : 'inherit'],
  })
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout }
}

/** Prints both sides. Whether they agree: to the micro-dollar, or as far as calls whose outcome nobody knows leave it open. */
async function compare(openai: ServerProcess, fal: ServerProcess, spendings: readonly Spending[]): Promise<boolean> {
  const [text, images] = await Promise.all([openai.readLedger(), fal.readLedger()])
  const billed = text.figures.billedUsd + images.figures.billedUsd
  const sum = (of: (spending: Spending) => number) => spendings.reduce((total, spending) => total + of(spending), 0)
  const booked = sum(({ spentUsd }) => spentUsd)
  const uncertain = sum(({ uncertainUsd }) => uncertainUsd)
  const usd = (amount: number) => `${amount.toFixed(6)} USD`
  const counts = ({ figures }: typeof text) => `${figures.accepted} accepted, ${figures.declined} declined`
  console.log(`\nThe servers (--faults ${values.faults})`)
  console.log(
    `  text    ${usd(text.figures.billedUsd)}  ${counts(text)}, ${text.figures.usage.inputTokens} tokens in, ${text.figures.usage.outputTokens} out`,
  )
  console.log(`  images  ${usd(images.figures.billedUsd)}  ${counts(images)}`)
  console.log(`  billed  ${usd(billed)}`)
  console.log(
    `Cineqo\n  booked  ${usd(booked)}${uncertain > 0 ? `, and up to ${usd(uncertain)} of calls whose outcome nobody knows` : ''}`,
  )
  const tolerance = 0.000_001
  const isEqual = billed >= booked - tolerance && billed <= booked + uncertain + tolerance
  console.log(isEqual ? 'They agree.' : 'They do not agree.')
  return isEqual
}
