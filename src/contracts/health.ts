/** The answer of `GET /api/health`. */
import { z } from 'zod'

const partSchema = z.object({ status: z.enum(['up', 'down']), detail: z.string().optional() })

export const healthSchema = z.object({
  status: z.enum(['up', 'degraded']),
  version: z.string(),
  database: partSchema,
  temporal: partSchema,
  /** Whether a worker asked for work on the queues within the last minute. */
  worker: partSchema,
  /** Where Temporal's Web UI is, when it runs locally. */
  temporalUi: z.string().nullable(),
  /** The largest novel that is taken. */
  maxNovelBytes: z.int().positive(),
  providers: z.object({ text: z.string(), image: z.string() }),
})
export type Health = z.infer<typeof healthSchema>
