/**
 * Damages valid novels of every format at random and reads them: `npm run fuzz -- --minutes 5 --seed 1`. Ends with 1 when a file crashed
 * the reader, hung, took too much memory, or was refused without a registered error. Such files are kept under `.cineqo/fuzz`.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mutate } from '../test/unit/novel/formats/fuzz/mutate.ts'
import { Random } from '../test/unit/novel/formats/fuzz/random.ts'
import { makeSamples, type Sample } from '../test/unit/novel/formats/fuzz/samples.ts'
import type { FuzzAnswer } from './fuzz-reader.ts'

/** The samples are of 3 to 30 KB and are read in 50 ms. */
const MAX_SECONDS = 10
/** The reader has 200 MB before it reads anything. */
const MAX_RSS_MB = 768
/** A fresh reader now and then, so that memory is what one file needs. */
const FILES_PER_READER = 500

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } })
const minutes = Number(values.minutes ?? 1)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const folder = '.cineqo/fuzz'

function startReader(): ChildProcess {
  return fork(new URL('./fuzz-reader.ts', import.meta.url), { serialization: 'advanced' })
}

function ask(reader: ChildProcess, sample: Sample): Promise<FuzzAnswer> {
  return new Promise((resolve) => {
    const end = (answer: FuzzAnswer) => {
      clearTimeout(timer)
      reader.removeAllListeners()
      resolve(answer)
    }
    const timer = setTimeout(() => {
      end({ outcome: `hung for ${MAX_SECONDS} s`, isFault: true, rssMb: 0 })
    }, MAX_SECONDS * 1000)
    reader.on('message', (answer) => end(answer as FuzzAnswer))
    reader.on('exit', (code, signal) => end({ outcome: `died (${code ?? signal})`, isFault: true, rssMb: 0 }))
    reader.send(sample)
  })
}

function keep({ fileName, bytes }: Sample, n: number): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${seed}-${n}-${fileName}`)
  writeFileSync(path, bytes)
  return path
}

const samples = await makeSamples()
const random = new Random(seed)
const outcomes = new Map<string, number>()
const slowest = { seconds: 0, what: '' }
let faults = 0
let files = 0
let reader = startReader()
console.log(
  `Seed ${seed}, ${minutes} min, ${samples.length} samples, at most ${MAX_SECONDS} s and ${MAX_RSS_MB} MB a file.`,
)

for (const end = Date.now() + minutes * 60_000; Date.now() < end; files++) {
  const damaged = mutate(random.pick(samples), random, samples)
  const start = performance.now()
  const { outcome, isFault, rssMb } = await ask(reader, damaged)
  const seconds = (performance.now() - start) / 1000
  if (seconds > slowest.seconds) Object.assign(slowest, { seconds, what: `${damaged.fileName}, file ${files}` })
  const isFat = rssMb > MAX_RSS_MB
  if (isFault || isFat) {
    faults++
    console.error(`${keep(damaged, files)}: ${isFat ? `${rssMb} MB` : outcome}`)
  } else {
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  if (isFault || isFat || files % FILES_PER_READER === FILES_PER_READER - 1) {
    reader.kill('SIGKILL')
    reader = startReader()
  }
}

reader.kill('SIGKILL')
console.log(`${files} files, ${faults} faults. Slowest: ${slowest.seconds.toFixed(2)} s (${slowest.what}).`)
for (const [outcome, count] of [...outcomes].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(8)} ${outcome}`)
process.exit(faults > 0 ? 1 : 0)
