/** What a change makes of the settings of a scope. */

import { isIP } from 'node:net'
import type { z } from 'zod'
import { CineqoError } from '../contracts/errors.ts'
import { type KeyName, keyNames, type patchSettingsRequestSchema } from '../contracts/settings.ts'
import type { SettingsRow } from '../db/queries/find-settings.ts'
import { isPublicAddress } from '../providers/http/addresses.ts'
import { resolveSettings } from './resolve-settings.ts'
import { placeOf, type Scope, storedScope } from './scopes.ts'
import { endpointOfStored, type Secrets } from './secrets.ts'

/** What a change is judged by. */
export interface PatchGround {
  secrets: Secrets
  /** The scopes behind the one that is changed. */
  behind: readonly Scope[]
  falQueueUrl: string
  allowPrivateBaseUrls: boolean
}

/** Prices that one scope can hold. They are read for each item. */
const maxPrices = 200

/**
 * The row after a change. A key that was entered for another endpoint than the one in effect then is dropped, unless the provider in effect is
 * offline. Throws `invalid_request` for a key without a provider that takes one, and `base_url_forbidden`.
 */
export function applyPatch(
  row: SettingsRow,
  patch: z.output<typeof patchSettingsRequestSchema>,
  { secrets, behind, falQueueUrl, allowPrivateBaseUrls }: PatchGround,
): SettingsRow {
  if (!allowPrivateBaseUrls) for (const { baseUrl } of [patch.text ?? {}, patch.image ?? {}]) refusePrivate(baseUrl)
  const { values } = storedScope(row)
  const prices = Object.entries({ ...values.prices, ...patch.prices }).flatMap(([model, price]) =>
    price === null ? [] : [[model, price] as const],
  )
  if (prices.length > maxPrices) {
    throw new CineqoError('invalid_request', { detail: `prices: at most ${maxPrices} models` })
  }
  const changed: SettingsRow = {
    ...row,
    values: {
      text: { ...values.text, ...patch.text },
      image: { ...values.image, ...patch.image },
      prices: Object.fromEntries(prices),
    },
  }
  const { endpoints } = resolveSettings([storedScope(changed), ...behind], { falQueueUrl })
  const keyAfter = (kind: KeyName): string | null => {
    const given = patch.keys?.[kind]
    const endpoint = endpoints[kind]
    if (given === undefined) return keptKey(row[`${kind}Key`], endpoint)
    if (given === null) return null
    if (endpoint === null) {
      const detail = `keys.${kind}: the provider in effect takes no key; give ${kind}.provider with it`
      throw new CineqoError('invalid_request', { detail })
    }
    return secrets.seal(given, { ...placeOf(row, kind), endpoint })
  }
  const [textKey = null, imageKey = null] = keyNames.map(keyAfter)
  return { ...changed, textKey, imageKey }
}

function keptKey(stored: string | null, endpoint: string | null): string | null {
  if (stored === null || endpoint === null) return stored
  return endpointOfStored(stored) === endpoint ? stored : null
}

/** Refuses what can be seen without asking anybody. What a name leads to is looked at when a connection is made. */
function refusePrivate(baseUrl: string | null | undefined): void {
  if (!baseUrl) return
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '')
  const isLocalName = /(?:^|\.)localhost\.?$/.test(host)
  if (isLocalName || (isIP(host) !== 0 && !isPublicAddress(host))) {
    throw new CineqoError('base_url_forbidden', { address: host })
  }
}
