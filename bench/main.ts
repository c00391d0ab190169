/**
 * `npm run bench [-- --only text|latency|models] [--runs N]`: measures, and prints the configuration with the numbers. `--runs` is the number of
 * jobs whose latency is measured.
 */
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchLatency } from './latency.ts'
import { benchModels } from './models.ts'
import { benchText } from './text/bench-text.ts'

const benches = {
  text: () => benchText(),
  latency: () => benchLatency(runs),
  models: () => benchModels(),
}
const { values } = parseArgs({ options: { runs: { type: 'string', default: '100' }, only: { type: 'string' } } })
const runs = Number(values.runs)
const names = Object.keys(benches) as Array<keyof typeof benches>
const chosen = names.filter((name) => values.only === undefined || values.only === name)
if (chosen.length === 0) throw new Error(`--only must be one of ${names.join(', ')}; it is "${values.only}".`)
if (!Number.isInteger(runs) || runs < 1)
  throw new Error(`--runs must be a whole number from 1; it is "${values.runs}".`)

const memory = Math.round(totalmem() / 1024 ** 3)
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB.`)
for (const name of chosen) await benches[name]()
