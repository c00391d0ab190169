/** Fetches a finished picture from where the provider keeps it. */
import { CineqoError } from '../../contracts/errors.ts'
import { transportProblem } from '../http/answer-error.ts'
import { TransportError } from '../http/transport-error.ts'
import { maxPictureBytes } from './check.ts'

interface PictureSource {
  provider: string
  /** See `createProviderFetch`. No key is sent with it. */
  fetch: typeof globalThis.fetch
  /** The only origin that needs no https: the one that an operator has named. */
  trustedOrigin?: string
  signal: AbortSignal
}

/**
 * The bytes of a picture, from an https address or within a `data:` URI. Throws `picture_unusable` when there is none to be had, and what can be
 * tried again as `provider_unreachable`, `provider_timed_out`, `provider_cut_off` or `provider_not_understood`.
 */
export async function downloadPicture(address: string, source: PictureSource): Promise<Uint8Array> {
  const { provider, fetch, trustedOrigin, signal } = source
  const inline = /^data:image\/[\w.+-]+;base64,/.exec(address)
  if (inline) return Buffer.from(address.slice(inline[0].length), 'base64')
  const unusable = (detail: string) => new CineqoError('picture_unusable', { provider, detail })
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || (url.protocol !== 'https:' && url.origin !== trustedOrigin)) {
    throw unusable(url ? `${url.protocol}//${url.host}` : 'no URL')
  }
  try {
    const response = await fetch(url, { signal })
    if (!response.ok) {
      await response.body?.cancel()
      const { status } = response
      if (status === 429 || status >= 500) {
        throw new CineqoError('provider_unreachable', { provider, detail: `${url.host}: HTTP ${status}` })
      }
      throw unusable(`${url.host}: HTTP ${status}`)
    }
    return await readBytes(response, () => unusable(`> ${maxPictureBytes / 1024 / 1024} MB`))
  } catch (error) {
    if (error instanceof TransportError) throw transportProblem(error, provider)
    throw error
  }
}

async function readBytes(response: Response, tooLarge: () => CineqoError): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > maxPictureBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop lets go of the connection.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxPictureBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
