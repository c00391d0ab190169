/**
 * The speed of each step of the text work, on generated novels of 1 and 10 million characters, each measured in fresh processes as a person
 * who brings one file meets it: nothing is warm. The cast is measured on the shorter ones.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../../src/contracts/text.ts'
import { runProcess } from '../processes.ts'
import { quantile } from '../statistics.ts'
import { generateNovel } from './generate-novel.ts'
import type { ReadingCost } from './measure-reading.ts'
import type { StepTimes } from './measure-steps.ts'

const million = 1_000_000
const novels: Array<{ language: Language; characters: number; cast: boolean }> = [
  { language: 'zh', characters: million, cast: true },
  { language: 'en', characters: million, cast: true },
  { language: 'zh', characters: 10 * million, cast: false },
  { language: 'en', characters: 10 * million, cast: false },
]
/** Fresh processes for each novel; medians are printed. */
const rounds = 3

export async function benchText(): Promise<void> {
  console.log(
    `\n## Text\n\nMedians of ${rounds} fresh processes, in which nothing is warm. UTF-8, English in wrapped lines.`,
  )
  console.log("Baseline: `split('\\n')` and SHA-256 of the same text, in the same process.\n")
  console.log('| novel | step | ms | million characters/s | × baseline |\n|---|---|---|---|---|')
  const folder = mkdtempSync(join(tmpdir(), 'cineqo-bench-text-'))
  const memory: string[] = []
  try {
    for (const { language, characters, cast } of novels) {
      const name = `${language}, ${characters / million} M`
      const path = join(folder, `${language}.txt`)
      writeFileSync(path, generateNovel(language, characters))
      printSteps(name, await repeat<StepTimes>('measure-steps.ts', cast ? [path, 'cast'] : [path]))
      memory.push(memoryRow(name, await repeat<ReadingCost>('measure-reading.ts', [path])))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(
    '\n| novel, read as a stream to chapters | ms | peak memory, MiB | of it before reading |\n|---|---|---|---|',
  )
  for (const row of memory) console.log(row)
}

async function repeat<Answer>(file: string, args: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let round = 0; round < rounds; round++) {
    answers.push(await runProcess<Answer>(new URL(file, import.meta.url), args))
  }
  return answers
}

function printSteps(novel: string, answers: readonly StepTimes[]): void {
  const [{ characters, steps }] = answers as [StepTimes]
  const baseline = median(answers.map(({ baselineMs }) => baselineMs))
  const row = (step: string, ms: number) => {
    const speed = characters / million / (ms / 1000)
    console.log(`| ${novel} | ${step} | ${rounded(ms)} | ${rounded(speed)} | ${rounded(ms / baseline)} |`)
  }
  row('baseline', baseline)
  steps.forEach(({ name }, i) => {
    row(name, median(answers.map((answer) => answer.steps[i]?.ms ?? Number.NaN)))
  })
}

function memoryRow(novel: string, answers: readonly ReadingCost[]): string {
  const of = (figure: keyof ReadingCost) => median(answers.map((answer) => answer[figure]))
  const mebibytes = (bytes: number) => Math.round(bytes / 1024 ** 2)
  return `| ${novel} | ${rounded(of('ms'))} | ${mebibytes(of('peakBytes'))} | ${mebibytes(of('startBytes'))} |`
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Two significant digits below 10, whole numbers above. */
function rounded(value: number): string {
  return value < 10 ? value.toPrecision(2) : Math.round(value).toString()
}
