/** What is known of a text server: kept in the process, and in the database for others. */
import type { TextCapabilities } from '../contracts/settings.ts'
import type { Queryable } from '../db/client.ts'
import { getTextCapabilities } from '../db/queries/get-text-capabilities.ts'
import { saveTextCapabilities } from '../db/queries/save-text-capabilities.ts'
import { assumedCapabilities } from '../providers/openai/capabilities.ts'

export interface CapabilityMemory {
  capabilities(): TextCapabilities
  onLearned(capabilities: TextCapabilities): void
}

/** What was found out about a model of a server, or else what its name tells. */
export async function rememberCapabilities(
  db: Queryable,
  server: { baseUrl: string; model: string },
): Promise<CapabilityMemory> {
  let known = (await getTextCapabilities(db, server)) ?? assumedCapabilities(server.model)
  return {
    capabilities: () => known,
    onLearned(capabilities) {
      known = capabilities
      // When it can't be stored, others learn it for themselves, with a request that costs nothing.
      saveTextCapabilities(db, { ...server, capabilities }).catch(() => {})
    },
  }
}
