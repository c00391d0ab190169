/** Reads an uploaded novel, at most so many bytes of it, from any of the forms a novel is sent in. */
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import busboy from 'busboy'
import type { Request } from 'express'
import { putNovelRequestSchema } from '../contracts/entities.ts'
import { CineqoError } from '../contracts/errors.ts'
import { decodeNovel } from '../novel/decode.ts'
import { InvalidRequestError, parseRequest } from './requests.ts'

export interface UploadedNovel {
  text: string
  encoding: string
  fileName: string | null
}

const acceptedTypes = 'application/json, text/plain, text/markdown, application/octet-stream or multipart/form-data'
/** A JSON string can take six bytes for one of the text (`\u0001`), and never has more in a novel that is worth escaping. */
const jsonOverhead = 2
/** How long the rest of a refused body is read and thrown away, so that the sender gets to see the answer. */
const drainMs = 10_000

/** Throws `payload_too_large`, `unsupported_media_type`, `malformed_json`, `invalid_request` or an error of the decoding. */
export async function readUploadedNovel(request: Request, maxBytes: number): Promise<UploadedNovel> {
  try {
    const type = request.is([
      'application/json',
      'text/plain',
      'text/markdown',
      'application/octet-stream',
      'multipart/form-data',
    ])
    switch (type) {
      case 'application/json':
        return fromJson(await readBytes(request, maxBytes * jsonOverhead, maxBytes), maxBytes)
      case 'multipart/form-data':
        return await fromForm(request, maxBytes)
      case 'text/plain':
      case 'text/markdown':
      case 'application/octet-stream':
        return { ...decodeNovel(await readBytes(request, maxBytes, maxBytes)), fileName: null }
      default:
        throw new CineqoError('unsupported_media_type', {
          received: request.headers['content-type'] ?? 'none',
          expected: acceptedTypes,
        })
    }
  } catch (error) {
    await drain(request)
    throw error
  }
}

function fromJson(bytes: Uint8Array, maxBytes: number): UploadedNovel {
  const body = parseRequest(putNovelRequestSchema, parseJson(bytes), 'body')
  if (Buffer.byteLength(body.content) > maxBytes) throw tooLarge(maxBytes)
  // The same checks as for a file: what is empty or binary does not become a novel because it came as JSON.
  const { text } = decodeNovel(Buffer.from(body.content))
  return { text, encoding: 'utf-8', fileName: body.fileName ?? null }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new CineqoError('malformed_json', {}, { cause: error })
  }
}

/** Takes the one file in field `file`. */
async function fromForm(request: Request, maxBytes: number): Promise<UploadedNovel> {
  let file: { bytes: Promise<Uint8Array>; name: string | null } | undefined
  let problem: CineqoError | undefined
  const form = createForm(request, maxBytes)
  form.on('file', (field, stream, { filename }) => {
    if (field !== 'file' || file) {
      problem ??= invalidForm(`send one file in the field "file", not "${field}"`)
      stream.resume()
      return
    }
    const tooMuch = () => {
      problem ??= tooLarge(maxBytes)
    }
    stream.on('limit', tooMuch)
    const bytes = collect(stream)
    bytes.catch(() => {})
    file = { bytes, name: cleanFileName(filename) }
  })
  form.on('filesLimit', () => {
    problem ??= invalidForm('send one file')
  })
  try {
    await feed(request, form)
  } catch (error) {
    throw invalidForm(error instanceof Error ? error.message : 'not a form')
  }
  if (problem) throw problem
  if (!file) throw invalidForm('the field "file" is missing')
  return { ...decodeNovel(await file.bytes), fileName: file.name }
}

/** Like `pipeline`, but a request whose form is refused survives, because its rest is drained. */
function feed(request: Request, form: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    form.once('close', resolve).once('error', reject)
    request.once('error', (error) => {
      form.destroy()
      reject(error)
    })
    request.pipe(form)
  })
}

function createForm(request: Request, maxBytes: number) {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      // One more than allowed: a file that reaches this limit is too large, one that has exactly the allowed bytes is not.
      limits: { files: 1, fileSize: maxBytes + 1, fields: 20, fieldSize: 4096, parts: 25 },
    })
  } catch (error) {
    throw invalidForm(error instanceof Error ? error.message : 'not a form')
  }
}

function invalidForm(message: string): InvalidRequestError {
  return new InvalidRequestError([{ in: 'body', path: 'file', message }])
}

function tooLarge(maxBytes: number): CineqoError {
  return new CineqoError('payload_too_large', {
    limit: `${(maxBytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`,
  })
}

/** A name for showing only: control characters and folders are taken off, nothing is opened by it. */
function cleanFileName(name: string | undefined): string | null {
  const cleaned = (name ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[\p{Control}\p{Surrogate}]/gu, '')
    .trim()
    .slice(0, 255)
  return cleaned ? cleaned : null
}

async function readBytes(request: Request, limitBytes: number, sayBytes: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(sayBytes)
  if (request.headers['content-encoding'] && request.headers['content-encoding'] !== 'identity') {
    throw new CineqoError('unsupported_media_type', {
      received: `content encoding ${request.headers['content-encoding']}`,
      expected: 'an uncompressed body',
    })
  }
  return collect(request, limitBytes, sayBytes)
}

async function collect(stream: Readable, limitBytes = Number.POSITIVE_INFINITY, sayBytes = 0): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  // The stream must survive a refusal, because its rest is drained.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length
    if (size > limitBytes) throw tooLarge(sayBytes)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks, size)
}

async function drain(request: Request): Promise<void> {
  if (request.complete || request.destroyed || request.readableEnded) return
  request.unpipe()
  request.resume()
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve())
  })
  const timeout = new AbortController()
  await Promise.race([ended, sleep(drainMs, undefined, { signal: timeout.signal }).catch(() => {})])
  timeout.abort()
}
