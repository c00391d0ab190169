/** Whether the API and what is under it are up. */
import { healthSchema } from '../contracts/health.ts'
import type { RequestOptions, Transport } from './transport.ts'

export function healthMethods({ json }: Transport) {
  return {
    getHealth: (options?: RequestOptions) => json('GET', '/api/health', healthSchema, options),
  }
}
