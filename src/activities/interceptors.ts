/** What goes around every activity. */
import type { ActivityInterceptorsFactory } from '@temporalio/worker'
import { HeartbeatInterceptor } from './heartbeats.ts'
import { WellFormedErrorsInterceptor } from './well-formed-errors.ts'

export const activityInterceptors: ActivityInterceptorsFactory[] = [
  () => ({ inbound: new WellFormedErrorsInterceptor() }),
  () => ({ inbound: new HeartbeatInterceptor() }),
]
