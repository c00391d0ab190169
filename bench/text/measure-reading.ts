/** Measures the reading of a whole file as a stream, and its memory, in a process of its own: `measure-reading.ts FILE`. */
import { fileURLToPath } from 'node:url'
import { readNovelFile } from '../../src/novel/read-novel-file.ts'
import { fileOnDisk } from './file-on-disk.ts'

export interface ReadingCost {
  /** File to paragraphs, chapters and marked lines. */
  ms: number
  /** Of the process, before the reading and at its highest. */
  startBytes: number
  peakBytes: number
}

async function measureReading(path: string): Promise<ReadingCost> {
  const startBytes = peakMemory()
  const startedAt = performance.now()
  const { chapters } = await readNovelFile(fileOnDisk(path))
  if (chapters.length === 0) throw new Error('The novel has no chapters.')
  return { ms: performance.now() - startedAt, startBytes, peakBytes: peakMemory() }
}

/** Node reports kibibytes on every system. */
function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.send?.(await measureReading(process.argv[2] ?? ''))
  process.disconnect()
}
