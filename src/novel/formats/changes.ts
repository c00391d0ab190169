/** The counts of what was changed on the way from bytes to lines. */
import type { ReadingChangeKind } from '../../contracts/novel-file.ts'

export type Changes = Map<ReadingChangeKind, number>

/** Adds to a count. A count of 0 is no change and is not listed. */
export function countChange(changes: Changes, kind: ReadingChangeKind, count = 1): void {
  if (count > 0) changes.set(kind, (changes.get(kind) ?? 0) + count)
}

export function addChanges(changes: Changes, more: ReadonlyMap<ReadingChangeKind, number>): void {
  for (const [kind, count] of more) countChange(changes, kind, count)
}
