/** Heartbeats. Each carries the newest words of its activity, also those that leave only to say that the worker lives. */
import { Context } from '@temporalio/activity'
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker'

/** Heartbeats leave this often even when an activity has nothing to say, so that a dead worker is noticed. */
const heartbeatIntervalMs = 1000

const newestDetails = new WeakMap<Context, unknown>()

/** Sends a heartbeat with details, which the next attempt finds. */
export function beat(details: unknown): void {
  const context = Context.current()
  newestDetails.set(context, details)
  context.heartbeat(details)
}

/** Keeps the heartbeat of every activity going while it waits for something. Its own deadline cuts an activity that hangs. */
export class HeartbeatInterceptor implements ActivityInboundCallsInterceptor {
  async execute(
    ...[input, next]: Parameters<NonNullable<ActivityInboundCallsInterceptor['execute']>>
  ): Promise<unknown> {
    const context = Context.current()
    const timer = setInterval(() => context.heartbeat(newestDetails.get(context)), heartbeatIntervalMs)
    try {
      return await next(input)
    } finally {
      clearInterval(timer)
    }
  }
}
