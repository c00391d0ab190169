/**
 * `POST /v1/images/generations` and `/v1/images/edits`. Written out here, since aimock knows no edits and no bytes of pictures, and the
 * answer is one line of JSON.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import busboy from 'busboy'
import { noUsage } from '../../../src/contracts/money.ts'
import { countTokens } from '../../../src/providers/tokens.ts'
import { endWith, isDeclined, isUndelivered, sendAnswer } from '../deliver.ts'
import { hashOf, type NewEntry } from '../ledger.ts'
import type { Call } from '../listen.ts'
import { drawPicture, type Size } from '../pictures.ts'
import { sendDeclined, sendError } from './declined.ts'
import type { OpenAiWorld } from './server.ts'

interface ImageBody {
  model: string
  prompt: string
  size: string
  n: number
  /** Of the pictures handed in. */
  files: string[]
  fields: Record<string, string>
}

const defaultSize = '1024x1024'

export async function images(call: Call, account: string, world: OpenAiWorld): Promise<void> {
  const { response } = call
  const { ledger, faults, latency } = world
  const isEdit = call.path.endsWith('/edits')
  const body = await readBody(call)
  const fault = faults.pick({ route: 'images', task: null, model: body.model, prompt: body.prompt })
  const entry: NewEntry = {
    kind: 'image',
    model: body.model,
    task: null,
    promptHash: hashOf(body.fields, body.files),
    account,
    fault: fault?.kind ?? null,
  }
  if (isDeclined(fault)) {
    ledger.decline(entry, sendDeclined(response, fault, body.model))
    return
  }
  const decline = (param: string, message: string) => {
    ledger.decline(entry)
    sendError(response, 400, { message, type: 'invalid_request_error', param, code: 'invalid_value' })
  }
  const [, width, height] = /^(\d+)x(\d+)$/.exec(body.size) ?? []
  if (!width || !height) return decline('size', `Invalid value: '${body.size}'.`)
  if (isEdit && body.files.length === 0) return decline('image', "Missing required parameter: 'image'.")
  // These models always answer with the bytes and know no other form.
  if (body.model.startsWith('gpt-image') && body.fields.response_format !== undefined) {
    return decline('response_format', "Unknown parameter: 'response_format'.")
  }

  const { id } = ledger.accept(entry)
  endWith(response, ledger, id, fault)
  const size = { width: Number(width), height: Number(height) }
  const usage = usageOf(body, size)
  const pictures = await Promise.all(
    Array.from({ length: body.n }, (_, index) => drawPicture(`${body.prompt} ${body.files}`, index, size, fault)),
  )
  ledger.bill(id, {
    ...noUsage,
    inputTokens: usage?.input_tokens ?? 0,
    outputTokens: usage?.output_tokens ?? 0,
    images: body.n,
  })
  await sleep(latency.pictureMs)
  const data = pictures.flatMap((picture) => (picture ? [{ b64_json: picture.bytes.toString('base64') }] : []))
  sendAnswer(
    response,
    JSON.stringify({ created: Math.floor(Date.now() / 1000), data, usage }),
    isUndelivered(fault) ? fault : null,
  )
}

/** Tokens that a picture of 1024 x 1024 pixels has, by quality; a larger one has half as many more. */
const pictureTokens: Record<string, number> = { low: 272, medium: 1056, high: 4160 }
/** Tokens of a picture that is handed in. */
const referenceTokens = 323

/** Only these models count tokens; the others are paid for by the picture, and tell no usage. */
function usageOf({ model, prompt, fields, files, n }: ImageBody, { width, height }: Size) {
  if (!model.startsWith('gpt-image')) return undefined
  const text = countTokens(prompt)
  const ofPictures = files.length * referenceTokens
  const each = (pictureTokens[fields.quality ?? 'medium'] ?? 1056) * (width === height ? 1 : 1.5)
  const output = each * n
  return {
    input_tokens: text + ofPictures,
    input_tokens_details: { text_tokens: text, image_tokens: ofPictures },
    output_tokens: output,
    total_tokens: text + ofPictures + output,
  }
}

/** JSON, or the form that pictures are handed in with. */
async function readBody(call: Call): Promise<ImageBody> {
  const fields: Record<string, string> = {}
  const files: string[] = []
  if (/multipart/.test(call.headers['content-type'] ?? '')) {
    await new Promise<void>((resolve, reject) => {
      const form = busboy({ headers: call.headers })
      form.on('field', (name, value) => {
        fields[name] = value
      })
      form.on('file', (_, stream) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk) => chunks.push(chunk))
        stream.on('end', () => files.push(hashOf(Buffer.concat(chunks).toString('base64'))))
      })
      form.on('close', resolve)
      form.on('error', reject)
      form.end(call.body)
    })
  } else {
    for (const [name, value] of Object.entries(JSON.parse(call.body.toString()))) fields[name] = String(value)
  }
  return {
    model: fields.model ?? '',
    prompt: fields.prompt ?? '',
    size: !fields.size || fields.size === 'auto' ? defaultSize : fields.size,
    n: Number(fields.n ?? 1),
    files,
    fields,
  }
}
