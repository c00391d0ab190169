/** Keeps errors in a form that Temporal can carry. */
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker'

/** Characters of a message: an answer of a provider may be a whole page. */
const messageCharacters = 2000
const deepestCause = 10

/**
 * Makes the texts of errors well-formed. One half of a surrogate pair in a message, or in one of its causes, can't be encoded and would end the
 * whole worker, and the next one that takes the task.
 */
export class WellFormedErrorsInterceptor implements ActivityInboundCallsInterceptor {
  async execute(
    ...[input, next]: Parameters<NonNullable<ActivityInboundCallsInterceptor['execute']>>
  ): Promise<unknown> {
    try {
      return await next(input)
    } catch (error) {
      let cause = error
      for (let depth = 0; cause instanceof Error && depth < deepestCause; depth++) {
        makeWellFormed(cause)
        if (depth === deepestCause - 1) delete cause.cause
        cause = cause.cause
      }
      throw error
    }
  }
}

function makeWellFormed(error: Error): void {
  const message = wellFormed(error.message).slice(0, messageCharacters)
  const stack = error.stack && wellFormed(error.stack)
  Object.defineProperty(error, 'message', { value: wellFormed(message), configurable: true, writable: true })
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\u{fffd}')
}
