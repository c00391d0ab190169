/**
 * The stream `GET /api/stream` (server-sent events). It carries state, not events: applying a message twice is harmless.
 *
 * `event: snapshot` opens every connection: the live jobs and those that changed lately, or, after a break with `Last-Event-ID`, all that
 * changed meanwhile. `event: job` and `event: item` carry a changed row whole. `event: job_deleted` names a row that is gone.
 * `event: progress` is ephemeral: what an activity said with a heartbeat.
 */
import { z } from 'zod'
import { jobItemSchema, jobSchema } from './job.ts'
import { phases } from './job-types.ts'

export const progressMessageSchema = z.object({
  jobId: z.uuid(),
  itemId: z.uuid().nullable(),
  phase: z.enum(phases),
  done: z.number(),
  total: z.number(),
  message: z.string().optional(),
  /** The end of the script that is being written, at most 2,000 characters. */
  text: z.string().optional(),
})
export type ProgressMessage = z.infer<typeof progressMessageSchema>

export const streamMessageSchemas = {
  snapshot: z.object({
    jobs: z.array(jobSchema),
    /** Whether the jobs are only what changed since the client's last message; otherwise they replace what it knows. */
    resumed: z.boolean(),
  }),
  job: jobSchema,
  item: jobItemSchema,
  job_deleted: z.object({ jobId: z.uuid() }),
  progress: progressMessageSchema,
} as const
export type StreamEvent = keyof typeof streamMessageSchemas
export type StreamMessages = { [Event in StreamEvent]: z.infer<(typeof streamMessageSchemas)[Event]> }
