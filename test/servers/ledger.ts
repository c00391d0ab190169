/**
 * What a server took on, billed and delivered: one entry for each request. With a file, every change is appended to it before the client
 * hears of it, so that a server which is killed and started again on the same file knows everything it had promised.
 */
import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { costUsdOf, noUsage, type Price, type Usage } from '../../src/contracts/money.ts'

export interface LedgerEntry {
  id: string
  kind: 'text' | 'image'
  model: string
  /** What was asked for: the name of the answer's schema where the question has one. */
  task: string | null
  /** Of everything that makes two requests the same. */
  promptHash: string
  /** Of the credentials: what a limit of rate is kept for. */
  account: string
  /** False: declined before any work, which costs nothing. */
  accepted: boolean
  /** The name of the fault that was injected. */
  fault: string | null
  usage: Usage
  /** A model that the price list does not have is billed nothing. */
  billedUsd: number
  /** Whether the whole answer was handed to the network; in a queue, whether the result is there to be fetched. */
  delivered: boolean
  startedAtMs: number
  /** When the answer was delivered or lost; null while the request is under way. */
  endedAtMs: number | null
  /** The client was told not to ask before. */
  closedUntilMs: number | null
  /** What a server needs to go on with the request after a start. */
  request?: unknown
}

export type NewEntry = Pick<LedgerEntry, 'kind' | 'model' | 'task' | 'promptHash' | 'account' | 'fault' | 'request'>

export class Ledger {
  private readonly byId = new Map<string, LedgerEntry>()
  private readonly prices: Record<string, Price>
  private readonly file: string | undefined

  /** `prices` by model. */
  constructor({ prices = {}, file }: { prices?: Record<string, Price>; file?: string } = {}) {
    this.prices = prices
    this.file = file
    if (file === undefined) return
    mkdirSync(dirname(file), { recursive: true })
    if (!existsSync(file)) return
    const lines = readFileSync(file, 'utf8').split('\n')
    // What follows the last line break was cut off by a kill in the middle of a write, and nobody was told of it.
    for (const line of lines.slice(0, -1)) {
      const change = JSON.parse(line) as Partial<LedgerEntry> & { id: string }
      this.byId.set(change.id, { ...this.byId.get(change.id), ...change } as LedgerEntry)
    }
  }

  /** In the order they came. */
  get entries(): LedgerEntry[] {
    return [...this.byId.values()]
  }

  /** Takes a request on. */
  accept(entry: NewEntry): LedgerEntry {
    return this.add(entry, { accepted: true, endedAtMs: null, closedUntilMs: null })
  }

  /** Enters a request that was declined. */
  decline(entry: NewEntry, closedUntilMs: number | null = null): void {
    this.add(entry, { accepted: false, endedAtMs: Date.now(), closedUntilMs })
  }

  bill(id: string, usage: Usage): void {
    const price = this.prices[this.entry(id).model]
    this.change(id, { usage, billedUsd: (price && costUsdOf(usage, price)) ?? 0 })
  }

  end(id: string, delivered: boolean): void {
    this.change(id, { delivered, endedAtMs: Date.now() })
  }

  private add(entry: NewEntry, rest: Pick<LedgerEntry, 'accepted' | 'endedAtMs' | 'closedUntilMs'>): LedgerEntry {
    const id = randomUUID()
    const whole = { ...entry, ...rest, id, usage: noUsage, billedUsd: 0, delivered: false, startedAtMs: Date.now() }
    this.change(id, whole)
    return this.entry(id)
  }

  private entry(id: string): LedgerEntry {
    const entry = this.byId.get(id)
    if (!entry) throw new Error(`The ledger has no request ${id}.`)
    return entry
  }

  private change(id: string, change: Partial<LedgerEntry>): void {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify({ ...change, id })}\n`)
    this.byId.set(id, { ...this.byId.get(id), ...change } as LedgerEntry)
  }
}

export function hashOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}
