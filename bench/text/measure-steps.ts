/** Measures each step of reading a novel, one after the other, in a process of its own: `measure-steps.ts FILE [cast]`. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { castOfNovel } from '../../src/evaluation/cast-of-novel.ts'
import { episodesOfNovel } from '../../src/evaluation/episodes-of-novel.ts'
import { findAdvertisements } from '../../src/novel/advertisements.ts'
import { divideIntoChapters } from '../../src/novel/chapters.ts'
import { openNovelFile } from '../../src/novel/formats/open-novel-file.ts'
import { novelOf } from '../../src/novel/read-novel.ts'
import { LineCollector } from '../../src/novel/read-source.ts'
import type { SourceLine } from '../../src/novel/source-text.ts'
import { createOfflineAnalyst } from '../../src/providers/offline/analyst.ts'
import { fileOnDisk } from './file-on-disk.ts'

export interface StepTimes {
  characters: number
  /** The least that can be done with the text: lines parted at newlines, and their hash. */
  baselineMs: number
  /** In the order of the steps. */
  steps: Array<{ name: string; ms: number }>
}

async function measureSteps(path: string, withCast: boolean): Promise<StepTimes> {
  const text = readFileSync(path, 'utf8')
  const startedAt = performance.now()
  for (const line of text.split('\n')) if (line.length < 0) throw new Error('No line is shorter than nothing.')
  createHash('sha256').update(text).digest('hex')
  const baselineMs = performance.now() - startedAt

  const steps: StepTimes['steps'] = []
  const step = async <Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> => {
    const began = performance.now()
    const result = await work()
    steps.push({ name, ms: performance.now() - began })
    return result
  }
  const { batches, source } = await step('decode', async () => {
    const source = await openNovelFile(fileOnDisk(path))
    const batches: Array<readonly SourceLine[]> = []
    for await (const lines of source.lines) batches.push(lines)
    return { batches, source }
  })
  const novel = await step('normalise', () => {
    const collector = new LineCollector(source.changes)
    for (const lines of batches) collector.add(lines)
    return novelOf(collector.end(source.unit).paragraphs)
  })
  const { chapters } = await step('chapters', () => divideIntoChapters(novel.paragraphs))
  await step('marked lines', () => findAdvertisements(novel.paragraphs))
  const reading = { novel, chapters, analyst: createOfflineAnalyst() }
  await step('episodes', () => episodesOfNovel(reading))
  if (withCast) await step('cast', () => castOfNovel(reading))
  return { characters: novel.characters, baselineMs, steps }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.send?.(await measureSteps(process.argv[2] ?? '', process.argv[3] === 'cast'))
  process.disconnect()
}
