/** Opens connections to servers of providers, to public addresses alone where others are not allowed. */
import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { CineqoError } from '../../contracts/errors.ts'
import { isPublicAddress } from './addresses.ts'
import { codeOf, TransportError } from './transport-error.ts'

/** For DNS, TCP and TLS together. */
const connectTimeoutMs = 15_000
/** For one of several addresses. Node's 250 ms are too short from one side of the world to the other. */
const attemptTimeoutMs = 2_500

/**
 * Connects as undici does. What fails is a `TransportError` of kind `unreachable`, or `base_url_forbidden`. Addresses are looked at where they are
 * used, so a name that resolves to another address the next time is refused then.
 */
export function createConnector({
  allowPrivateAddresses,
}: {
  allowPrivateAddresses: boolean
}): buildConnector.connector {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptTimeoutMs,
    ...(!allowPrivateAddresses && { lookup: lookupPublic }),
  } as buildConnector.BuildOptions)
  return (options, callback) => {
    const { hostname, port } = options
    // A literal address is connected to without being looked up.
    if (!allowPrivateAddresses && isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      callback(new CineqoError('base_url_forbidden', { address: hostname }), null)
      return
    }
    connect(options, (...[error, socket]) => {
      if (error === null) callback(null, socket)
      else if (error instanceof CineqoError) callback(error, null)
      else callback(new TransportError('unreachable', `${codeOf(error)} ${hostname}${port && `:${port}`}`), null)
    })
  }
}

/** Looks a name up as `dns.lookup` does. A name with any address that is not public is refused whole. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const forbidden = addresses.find(({ address }) => !isPublicAddress(address))
    if (forbidden) return callback(new CineqoError('base_url_forbidden', { address: forbidden.address }), [])
    const [first] = addresses
    if (options.all || !first) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}
