/** The answer of `GET /api/health`. */
import { z } from 'zod'

const partSchema = z.object({ status: z.enum(['up', 'down']), detail: z.string().optional() })
const modelSchema = z.object({ provider: z.string(), model: z.string() })

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
  /**
   * Who does the work of projects without settings of their own, by the settings of the installation: `offline` where rules do it. Null while the
   * database, which has them, does not answer.
   */
  providers: z.object({ text: modelSchema, image: modelSchema }).nullable(),
})
export type Health = z.infer<typeof healthSchema>
