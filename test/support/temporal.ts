/** Temporal as an operator has it: a client of the stack's namespace, beside the API. */
import { Client, Connection } from '@temporalio/client'
import type { Stack } from './stack.ts'

export interface Temporal {
  temporal: Client
  /** Closes it, too. */
  connection: Connection
}

export async function connectTemporal(stack: Stack): Promise<Temporal> {
  const connection = await Connection.connect({ address: stack.temporalAddress })
  return { connection, temporal: new Client({ connection, namespace: stack.namespace }) }
}
