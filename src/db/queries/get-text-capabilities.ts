import { and, eq } from 'drizzle-orm'
import { type TextCapabilities, textCapabilitiesSchema } from '../../contracts/settings.ts'
import type { Queryable } from '../client.ts'
import { textCapabilities } from '../schema.ts'

/** What a model of a server has shown that it can do; undefined where nothing is known. */
export async function getTextCapabilities(
  db: Queryable,
  server: { baseUrl: string; model: string },
): Promise<TextCapabilities | undefined> {
  const [row] = await db
    .select({ capabilities: textCapabilities.capabilities })
    .from(textCapabilities)
    .where(and(eq(textCapabilities.baseUrl, server.baseUrl), eq(textCapabilities.model, server.model)))
  const parsed = textCapabilitiesSchema.safeParse(row?.capabilities)
  return parsed.success ? parsed.data : undefined
}
