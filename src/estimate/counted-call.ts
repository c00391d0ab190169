/** Finds out what a call would take in, without making it: the analyst prepares it as always, and stops where it would be paid for. */
import type { CallContext, PaidCall } from '../providers/analyst.ts'

/** Thrown into the analyst in place of an answer. */
class NotPaid extends Error {
  readonly call: PaidCall

  constructor(call: PaidCall) {
    super('This call is only counted.')
    this.call = call
  }
}

const neverAborted = new AbortController().signal

const countingCall: CallContext = {
  signal: neverAborted,
  report: () => {},
  note: () => {},
  pay: async (call) => {
    throw new NotPaid(call)
  },
}

/** The input tokens of the first request that `ask` would pay for; null when it would pay for none. */
export async function inputTokensOf(ask: (call: CallContext) => Promise<unknown>): Promise<number | null> {
  try {
    await ask(countingCall)
    return null
  } catch (error) {
    if (error instanceof NotPaid) return error.call.inputTokens
    throw error
  }
}
