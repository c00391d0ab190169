/** Faults on demand: which there are, and the rules by which a server has them. */
import { createHash } from 'node:crypto'

/** What servers write into `Retry-After`, or beside it. */
export type RetryAfter = { seconds: number } | { dateInMs: number } | { milliseconds: number }

/** Declined before any work: such a request costs nothing. */
export type Declined =
  | { kind: 'rate_limited'; retryAfter?: RetryAfter }
  /** Status 529, as some providers say that all of them is busy. */
  | { kind: 'overloaded'; retryAfter?: RetryAfter }
  | { kind: 'quota_exhausted' }
  | { kind: 'wrong_key' }
  | { kind: 'forbidden' }
  | { kind: 'no_model' }
  | { kind: 'policy' }
  | { kind: 'server_error'; status: number }
  /** A page in HTML from a gateway, also with status 200. */
  | { kind: 'gateway_page'; status: number }
  /** The socket breaks before anything is taken on. */
  | { kind: 'reset' }

/** Taken on and billed, and then lost, late or broken on the way. */
export type Undelivered =
  | { kind: 'lost_answer' }
  | { kind: 'bad_gateway_after' }
  | { kind: 'hang_before_headers' }
  | { kind: 'hang_in_body' }
  /** JSON that ends in the middle, in an answer that is whole for HTTP. */
  | { kind: 'cut_json' }
  /** The socket breaks in the middle of the body or stream. */
  | { kind: 'broken_body' }
  /** A stream that ends in order, but without its last events. */
  | { kind: 'cut_stream' }
  /** The provider says in the middle of a stream that it has failed. */
  | { kind: 'error_in_stream' }
  | { kind: 'empty_body' }

/** Another answer of a text model than the reader's. */
export type TextFault = { kind: 'refusal' } | { kind: 'content_filter' } | { kind: 'cut_answer' }

/** Another picture than was drawn. */
export type PictureFault = {
  kind:
    | 'blank_picture'
    | 'wrong_type'
    | 'not_a_picture'
    | 'cut_picture'
    | 'tiny_picture'
    | 'huge_picture'
    | 'no_picture'
}

/** What a request in fal's queue can end as besides its picture. */
export type QueueFault =
  | { kind: 'policy_at_result' }
  | { kind: 'invalid_at_result' }
  | { kind: 'failed_at_result' }
  | { kind: 'stuck' }

export type Fault = Declined | Undelivered | TextFault | PictureFault | QueueFault
export type FaultKind = Fault['kind']

/** Where a fault happens. OpenAI: `chat`, `models`, `images`. fal: `submit` and what follows it. */
export type Route = 'chat' | 'models' | 'images' | 'submit' | 'status' | 'result' | 'cancel' | 'file'

const paidRoutes: Route[] = ['chat', 'images', 'submit']

/** A fault, and when there is one: always, unless it says more. All that is said must be so. */
export interface FaultRule {
  fault: Fault
  /** Without it, the requests that are paid for: `chat`, `images`, `submit`. */
  route?: Route
  task?: string
  model?: string
  /** Words in the prompt. */
  includes?: string
  /** Only the nth request that fits, from 1. */
  nth?: number
  /** Every nth request that fits. */
  every?: number
  /** Only the first of the requests that fit. */
  first?: number
  /** Only the first time that a prompt comes. */
  oncePerPrompt?: boolean
  /** From 0 to 1. The same seed, prompt and try always fare the same, in whatever order requests come. */
  probability?: number
}

export interface FaultyCall {
  route: Route
  task: string | null
  model: string
  prompt: string
}

export class Faults {
  private rules: FaultRule[] = []
  private seen: number[] = []
  private tries = new Map<string, number>()
  private readonly seed: number

  constructor(rules: FaultRule[] = [], seed = 1) {
    this.seed = seed
    this.set(rules)
  }

  /** Counting starts anew. */
  set(rules: FaultRule[]): void {
    this.rules = rules
    this.seen = rules.map(() => 0)
    this.tries = new Map()
  }

  /** The fault of the first rule that applies. To be asked once for each request. */
  pick(call: FaultyCall): Fault | null {
    let picked: Fault | null = null
    for (const [index, rule] of this.rules.entries()) {
      if (fits(rule, call) && this.isDue(rule, index, call)) picked ??= rule.fault
    }
    return picked
  }

  private isDue(rule: FaultRule, index: number, call: FaultyCall): boolean {
    const seen = (this.seen[index] ?? 0) + 1
    this.seen[index] = seen
    const prompt = `${index} ${call.route} ${call.model} ${call.prompt}`
    const attempt = (this.tries.get(prompt) ?? 0) + 1
    this.tries.set(prompt, attempt)
    return (
      (rule.nth === undefined || seen === rule.nth) &&
      (rule.every === undefined || seen % rule.every === 0) &&
      (rule.first === undefined || seen <= rule.first) &&
      (!rule.oncePerPrompt || attempt === 1) &&
      (rule.probability === undefined || chance(`${this.seed} ${attempt} ${prompt}`) < rule.probability)
    )
  }
}

function fits(rule: FaultRule, call: FaultyCall): boolean {
  return (
    (rule.route === undefined ? paidRoutes.includes(call.route) : rule.route === call.route) &&
    (rule.task === undefined || rule.task === call.task) &&
    (rule.model === undefined || rule.model === call.model) &&
    (rule.includes === undefined || call.prompt.includes(rule.includes))
  )
}

/** A number from 0 up to 1 that looks random and belongs to the words. */
function chance(words: string): number {
  return createHash('sha256').update(words).digest().readUInt32BE(0) / 2 ** 32
}
