/** Takes an uploaded novel from the network onto the disk, at most so many bytes of it, from any of the forms a novel is sent in. */
import { finished, type Writable } from 'node:stream'
import busboy from 'busboy'
import type { Request } from 'express'
import { z } from 'zod'
import { CineqoError } from '../../contracts/errors.ts'
import {
  fileEndings,
  mediaTypes,
  type NovelEncoding,
  type NovelFormat,
  novelEncodingSchema,
  novelFormats,
} from '../../contracts/novel-file.ts'
import { InvalidRequestError, parseRequest } from '../requests.ts'
import { cleanFileName, dispositionFileName } from './file-name.ts'
import { drain, type StoredBytes, storeStream, tooLarge } from './store-stream.ts'

/** A novel as it arrived. */
export interface ReceivedNovel extends StoredBytes {
  /** Whether the file holds a JSON body with the novel in it, not the novel itself. */
  isJson: boolean
  fileName: string | null
  /** A name that says the format where the media type alone does. */
  formatHint: string | null
  encoding: NovelEncoding | undefined
}

const fileTypes = novelFormats.flatMap((format) => mediaTypes[format])
const acceptedTypes = ['application/json', 'multipart/form-data', 'application/octet-stream', ...fileTypes]
/** A JSON string can take six bytes for one of the text (`\u0001`), and never has more in a novel that is worth escaping. */
const jsonOverhead = 2

const querySchema = z.strictObject({
  encoding: novelEncodingSchema.optional(),
  fileName: z.string().trim().min(1).max(1000).optional(),
})

/**
 * Writes the body to `path`. Throws `payload_too_large`, `unsupported_media_type` or `invalid_request`; of a refused body the rest is read and
 * thrown away, so that its sender sees the answer.
 */
export async function receiveNovel(request: Request, path: string, maxBytes: number): Promise<ReceivedNovel> {
  try {
    const query = parseRequest(querySchema, request.query, 'query')
    refuseEncodedBody(request)
    const type = request.is(acceptedTypes)
    const fileName = cleanFileName(query.fileName ?? dispositionFileName(request.headers['content-disposition']))
    const asSent = { isJson: false, fileName, formatHint: null, encoding: query.encoding }
    switch (type) {
      case false:
      case null:
        throw new CineqoError('unsupported_media_type', {
          received: request.headers['content-type'] ?? 'none',
          expected: acceptedTypes.join(', '),
        })
      case 'application/json': {
        const limit = { bytes: maxBytes * jsonOverhead, shownBytes: maxBytes }
        refuseLongBody(request, limit.bytes, maxBytes)
        return { ...asSent, ...(await storeStream(request, path, limit)), isJson: true }
      }
      case 'multipart/form-data': {
        const form = await receiveForm(request, path, maxBytes)
        return {
          ...asSent,
          ...form,
          fileName: form.fileName ?? asSent.fileName,
          encoding: form.encoding ?? asSent.encoding,
        }
      }
      default: {
        refuseLongBody(request, maxBytes, maxBytes)
        const stored = await storeStream(request, path, { bytes: maxBytes, shownBytes: maxBytes })
        return { ...asSent, ...stored, formatHint: hintOf(type) }
      }
    }
  } catch (error) {
    await drain(request)
    throw error
  }
}

/** Markdown and plain text look alike; the others say what they are. */
function hintOf(type: string): string | null {
  const format = novelFormats.find((format: NovelFormat) => mediaTypes[format].includes(type))
  return format && format !== 'text' ? `novel.${fileEndings[format][0]}` : null
}

function refuseEncodedBody({ headers }: Request): void {
  const encoding = headers['content-encoding']
  if (!encoding || encoding === 'identity') return
  throw new CineqoError('unsupported_media_type', {
    received: `content encoding ${encoding}`,
    expected: 'an uncompressed body',
  })
}

function refuseLongBody({ headers }: Request, limitBytes: number, shownBytes: number): void {
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw tooLarge(shownBytes)
}

interface ReceivedForm extends StoredBytes {
  fileName: string | null
  encoding: NovelEncoding | undefined
}

/** Takes the one file in field `file`, and the field `encoding` before or behind it. */
async function receiveForm(request: Request, path: string, maxBytes: number): Promise<ReceivedForm> {
  let file: { stored: Promise<StoredBytes>; name: string | null } | undefined
  let encoding: NovelEncoding | undefined
  let problem: unknown
  const form = createForm(request, maxBytes)
  form.on('file', (field, stream, { filename }) => {
    if (field !== 'file' || file) {
      problem ??= invalidForm(`send one file in the field "file", not "${field}"`)
      stream.resume()
      return
    }
    const stored = storeStream(stream, path, { bytes: maxBytes, shownBytes: maxBytes })
    stored.catch((error) => form.destroy(error))
    // Browsers write a quotation mark in a name like this (HTML, "multipart/form-data encoding algorithm").
    file = { stored, name: cleanFileName(filename?.replaceAll('%22', '"')) }
  })
  form.on('field', (field, value) => {
    if (field !== 'encoding' || value === '') return
    const parsed = novelEncodingSchema.safeParse(value)
    if (parsed.success) encoding = parsed.data
    else
      problem ??= new InvalidRequestError([{ in: 'body', path: field, message: parsed.error.issues[0]?.message ?? '' }])
  })
  form.on('filesLimit', () => {
    problem ??= invalidForm('send one file')
  })
  try {
    await feed(request, form)
  } catch (error) {
    // The file has to be closed before whoever called removes it.
    await file?.stored.catch(() => {})
    if (error instanceof CineqoError) throw error
    throw invalidForm(error instanceof Error ? error.message : 'not a form')
  }
  const stored = await file?.stored
  if (problem) throw problem
  if (!file || !stored) throw invalidForm('the field "file" is missing')
  return { ...stored, fileName: file.name, encoding }
}

/** Like `pipeline`, but a request whose form is refused survives, because its rest is drained. */
function feed(request: Request, form: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    form.once('close', resolve).once('error', reject)
    // Also hears of a request that broke before anybody listened.
    finished(request, { writable: false }, (error) => {
      if (!error) return
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
