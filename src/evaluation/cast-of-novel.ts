import type { MergedCast } from '../novel/cast.ts'
import { settleCast } from '../novel/settle-cast.ts'
import { type AnalystReading, readWindows, unwatchedCall } from './novel-in-windows.ts'

/** The cast of a whole novel, as a job extracts it. */
export async function castOfNovel(reading: AnalystReading): Promise<MergedCast> {
  const { novel, analyst } = reading
  const findings = await readWindows(reading, (passage, call) => analyst.findPeople({ ...passage, known: [] }, call))
  return settleCast(findings, novel, async (pair) => {
    const { value } = await analyst.decideMerge({ ...pair, language: novel.language }, unwatchedCall)
    return value
  })
}
