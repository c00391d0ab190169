/** What the entries of a ledger say about its client. */
import { noUsage, type Usage } from '../../src/contracts/money.ts'
import type { LedgerEntry } from './ledger.ts'

export interface Figures {
  accepted: number
  declined: number
  delivered: number
  billedUsd: number
  usage: Usage
  /** Accepted requests by task; those without one count for their kind. */
  byTask: Record<string, number>
  /** Accepted requests beyond the first with the same prompt. */
  duplicates: number
  mostInFlight: number
  /**
   * The most requests that came one after another, each after the end of the one before. It tells calls that had to wait for each other
   * from calls that merely had no slot only where the client may make all its calls at one time.
   */
  depth: number
  /** Requests that came while their account was told to wait. */
  retryAfterViolations: number
}

/** A request that was on its way when the client was told to wait may still come for so long. */
const onTheWayMs = 250

export function figuresOf(entries: readonly LedgerEntry[]): Figures {
  const accepted = entries.filter((entry) => entry.accepted)
  const byTask: Record<string, number> = {}
  for (const { task, kind } of accepted) byTask[task ?? kind] = (byTask[task ?? kind] ?? 0) + 1
  return {
    accepted: accepted.length,
    declined: entries.length - accepted.length,
    delivered: accepted.filter((entry) => entry.delivered).length,
    billedUsd: accepted.reduce((sum, entry) => sum + entry.billedUsd, 0),
    usage: accepted.reduce((sum, { usage }) => sumOf(sum, usage), noUsage),
    byTask,
    duplicates: accepted.length - new Set(accepted.map((entry) => entry.promptHash)).size,
    mostInFlight: mostInFlight(accepted),
    depth: depthOf(accepted),
    retryAfterViolations: violationsOf(entries),
  }
}

function sumOf(first: Usage, second: Usage): Usage {
  return {
    inputTokens: first.inputTokens + second.inputTokens,
    cachedInputTokens: first.cachedInputTokens + second.cachedInputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
    images: first.images + second.images,
  }
}

function mostInFlight(entries: readonly LedgerEntry[]): number {
  const steps = entries.flatMap(({ startedAtMs, endedAtMs }) => [
    { at: startedAtMs, by: 1 },
    { at: endedAtMs ?? Number.POSITIVE_INFINITY, by: -1 },
  ])
  // At the same millisecond, an end comes before a start.
  steps.sort((first, second) => first.at - second.at || first.by - second.by)
  let now = 0
  let most = 0
  for (const { by } of steps) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

/** Taking always the request that ends first gives the longest chain. */
function depthOf(entries: readonly LedgerEntry[]): number {
  const endOf = (entry: LedgerEntry) => entry.endedAtMs ?? Number.POSITIVE_INFINITY
  let depth = 0
  let end = Number.NEGATIVE_INFINITY
  for (const entry of [...entries].sort((first, second) => endOf(first) - endOf(second))) {
    if (entry.startedAtMs < end) continue
    depth++
    end = endOf(entry)
  }
  return depth
}

function violationsOf(entries: readonly LedgerEntry[]): number {
  let violations = 0
  const closings: LedgerEntry[] = []
  for (const entry of entries) {
    const tooEarly = closings.some(
      (closing) =>
        closing.account === entry.account &&
        entry.startedAtMs > (closing.endedAtMs ?? 0) + onTheWayMs &&
        entry.startedAtMs < (closing.closedUntilMs ?? 0),
    )
    if (tooEarly) violations++
    if (entry.closedUntilMs !== null) closings.push(entry)
  }
  return violations
}
