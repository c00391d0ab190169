/**
 * Keys of providers, encrypted for the database. A stored key is bound to where it was stored and to the endpoint that it was entered for:
 * in another row, or for another server, it can't be read.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a stored key belongs to. */
export interface SecretPlace {
  /** The row: `project:<id>`, or `installation:<user id>`. */
  scope: string
  /** What it opens: `text` or `image`. */
  name: string
}

/** Encrypts and reads keys of providers. */
export interface Secrets {
  /** The text for the database. `endpoint` is where the key may be sent; it is stored readable beside it. */
  seal(key: string, place: SecretPlace & { endpoint: string }): string
  /** The key. Throws an `UnreadableSecretError` when it was stored with another ENCRYPTION_KEY, in another place, or was changed. */
  open(stored: string, place: SecretPlace): string
}

/** Thrown when a stored key can't be read. Says nothing of what is stored. */
export class UnreadableSecretError extends Error {
  constructor() {
    super('The stored key cannot be read with this ENCRYPTION_KEY.')
    this.name = 'UnreadableSecretError'
  }
}

const version = 'v1'
const algorithm = 'aes-256-gcm'
const keyBytes = 32
/** As NIST SP 800-38D recommends for GCM. */
const nonceBytes = 12
const tagBytes = 16
/** Separates this use of a passphrase from others; a salt can't be random where every process must come to the same key. */
const passphraseSalt = 'cineqo provider keys v1'

/** `secret`: 32 bytes in base64 or hex, or a passphrase. */
export function createSecrets(secret: string): Secrets {
  const encryptionKey = encryptionKeyOf(secret)
  return {
    seal(key, { endpoint, ...place }) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, encryptionKey, nonce, { authTagLength: tagBytes })
      cipher.setAAD(boundTo(place, endpoint))
      const sealed = Buffer.concat([nonce, cipher.update(key, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [version, Buffer.from(endpoint).toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open(stored, place) {
      try {
        const [storedVersion, endpoint = '', sealedText = ''] = stored.split('.')
        const sealed = Buffer.from(sealedText, 'base64url')
        if (storedVersion !== version || sealed.length < nonceBytes + tagBytes) throw new UnreadableSecretError()
        const nonce = sealed.subarray(0, nonceBytes)
        const decipher = createDecipheriv(algorithm, encryptionKey, nonce, { authTagLength: tagBytes })
        decipher.setAAD(boundTo(place, Buffer.from(endpoint, 'base64url').toString()))
        decipher.setAuthTag(sealed.subarray(-tagBytes))
        const key = decipher.update(sealed.subarray(nonceBytes, -tagBytes))
        return Buffer.concat([key, decipher.final()]).toString('utf8')
      } catch {
        // The cause would say more than anybody needs.
        throw new UnreadableSecretError()
      }
    },
  }
}

/** The endpoint that a stored key was entered for; null for a text that is no stored key. */
export function endpointOfStored(stored: string): string | null {
  const [storedVersion, endpoint] = stored.split('.')
  if (storedVersion !== version || !endpoint) return null
  return Buffer.from(endpoint, 'base64url').toString()
}

/**
 * The secret that keys are encrypted with: the one of the settings, or else the one in `<directory>/encryption.key`, which whichever process
 * comes first makes, readable by its owner alone.
 */
export function loadEncryptionSecret(config: { encryptionKey: string | undefined; directory: string }): string {
  if (config.encryptionKey !== undefined) return config.encryptionKey
  const path = join(config.directory, 'encryption.key')
  const existing = readIfThere(path)
  if (existing !== undefined) return existing
  mkdirSync(config.directory, { recursive: true })
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    // A link appears at once and whole, and not where another process was faster.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(path, 'utf8').trim()
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function encryptionKeyOf(secret: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(secret)) return Buffer.from(secret, 'hex')
  if (/^[\w+/-]{43}=?$/.test(secret)) return Buffer.from(secret, 'base64')
  return scryptSync(secret, passphraseSalt, keyBytes)
}

/** JSON keeps the parts apart, whatever they hold. */
function boundTo({ scope, name }: SecretPlace, endpoint: string): Buffer {
  return Buffer.from(JSON.stringify([version, scope, name, endpoint]))
}
