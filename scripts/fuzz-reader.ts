/** Reads damaged files for `fuzz-novel-files.ts` in a process of its own, which may die or hang without harm. */
import { setTimeout } from 'node:timers/promises'
import { judge } from '../test/unit/novel/formats/fuzz/judge.ts'
import type { Sample } from '../test/unit/novel/formats/fuzz/samples.ts'

export interface FuzzAnswer {
  /** `read`, the code of an error, or what was thrown. */
  outcome: string
  isFault: boolean
  rssMb: number
}

process.on('message', async ({ fileName, bytes }: Sample) => {
  let answer: Omit<FuzzAnswer, 'rssMb'>
  try {
    answer = { outcome: await judge({ fileName, bytes: Buffer.from(bytes) }), isFault: false }
  } catch (error) {
    answer = { outcome: error instanceof Error ? (error.stack ?? error.message) : String(error), isFault: true }
  }
  // A rejection that nobody waited for ends the process, and may come after its file was read.
  await setTimeout(2)
  process.send?.({ ...answer, rssMb: Math.round(process.memoryUsage.rss() / 1024 / 1024) } satisfies FuzzAnswer)
})
