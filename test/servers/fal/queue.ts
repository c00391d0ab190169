/**
 * fal's queue: requests wait for a free place, are drawn, and are kept. What is needed to go on with a request stands in the ledger, so that
 * a server started again on the same file still has what was handed in.
 */
import { noUsage } from '../../../src/contracts/money.ts'
import type { Fault } from '../faults.ts'
import type { Ledger, LedgerEntry, NewEntry } from '../ledger.ts'

export interface FalInput {
  prompt: string
  seed: number
  width: number
  height: number
  images: number
  /** Of the pictures handed in; empty for a drawing from words alone. */
  references: string[]
}

export interface FalRequest {
  id: string
  /** The id of the app without its subpath: `fal-ai/flux`. */
  app: string
  state: 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
  input: FalInput
  fault: Fault | null
  submittedAtMs: number
}

/** What the ledger keeps of a request. */
type Kept = Pick<FalRequest, 'app' | 'input' | 'fault'>

export interface QueueOptions {
  ledger: Ledger
  /** How many requests of all accounts are drawn at one time; the others wait. */
  running: number
  drawingMs: number
}

export class FalQueue {
  private readonly requests = new Map<string, FalRequest>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly options: QueueOptions

  constructor(options: QueueOptions) {
    this.options = options
    for (const entry of options.ledger.entries) {
      if (entry.accepted) this.requests.set(entry.id, requestOf(entry))
    }
    this.fillPlaces()
  }

  submit(entry: NewEntry, request: Pick<FalRequest, 'app' | 'input' | 'fault'>): FalRequest {
    const { app, input, fault } = request
    const taken = requestOf(this.options.ledger.accept({ ...entry, request: { app, input, fault } satisfies Kept }))
    this.requests.set(taken.id, taken)
    this.fillPlaces()
    return taken
  }

  find(id: string): FalRequest | undefined {
    return this.requests.get(id)
  }

  /** How many are before it; 0 for the next. */
  positionOf(request: FalRequest): number {
    return this.in('IN_QUEUE').indexOf(request)
  }

  /** False when it is too late. */
  cancel(request: FalRequest): boolean {
    if (request.state === 'COMPLETED' || request.state === 'CANCELLED') return false
    request.state = 'CANCELLED'
    this.options.ledger.end(request.id, false)
    this.fillPlaces()
    return true
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer)
  }

  private in(state: FalRequest['state']): FalRequest[] {
    return [...this.requests.values()].filter((request) => request.state === state)
  }

  private fillPlaces(): void {
    const free = this.options.running - this.in('IN_PROGRESS').length
    for (const request of this.in('IN_QUEUE').slice(0, Math.max(0, free))) {
      request.state = 'IN_PROGRESS'
      // A request that is stuck keeps its place.
      if (request.fault?.kind === 'stuck') continue
      const timer = setTimeout(() => {
        this.timers.delete(timer)
        this.finish(request)
      }, this.options.drawingMs)
      this.timers.add(timer)
    }
  }

  private finish(request: FalRequest): void {
    if (request.state === 'CANCELLED') return
    request.state = 'COMPLETED'
    const failed = request.fault?.kind.endsWith('_at_result') ?? false
    // Pictures that were not made are not billed.
    if (!failed) this.options.ledger.bill(request.id, { ...noUsage, images: request.input.images })
    this.options.ledger.end(request.id, true)
    this.fillPlaces()
  }
}

/** A request that was being drawn when the server was killed waits again. */
function requestOf({ id, request, endedAtMs, delivered, startedAtMs }: LedgerEntry): FalRequest {
  const state = endedAtMs === null ? 'IN_QUEUE' : delivered ? 'COMPLETED' : 'CANCELLED'
  return { ...(request as Kept), id, state, submittedAtMs: startedAtMs }
}
