/** Reading what a caller sent. Whatever is wrong with it becomes a problem with a registered code before anything is done. */
import type { z } from 'zod'
import { CineqoError } from '../contracts/errors.ts'

/** One thing that is wrong with a request. `path` is where, such as `input.maxEpisodes`. */
export interface RequestIssue {
  in: 'body' | 'query' | 'header' | 'path'
  path: string
  message: string
}

/** Thrown when a request does not fit its schema. Becomes `invalid_request` with all issues. */
export class InvalidRequestError extends CineqoError {
  readonly issues: RequestIssue[]

  constructor(issues: RequestIssue[], options?: ErrorOptions) {
    const [first] = issues
    const detail = first ? `${first.path || first.in}: ${first.message}` : 'it does not fit the schema'
    super('invalid_request', { detail }, options)
    this.name = 'InvalidRequestError'
    this.issues = issues
  }
}

/** Validates `value` against a schema. Throws an `InvalidRequestError` with every issue. */
export function parseRequest<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: 'body' | 'query',
  at = '',
): z.output<Schema> {
  refuseUnstorableText(value, where, at)
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InvalidRequestError(
    parsed.error.issues.map((issue) => ({
      in: where,
      path: [at, ...issue.path.map(String)].filter(Boolean).join('.'),
      message: issue.message,
    })),
  )
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id of the path. A malformed one names nothing, so it answers like an unknown one. */
export function pathId(value: unknown, what: string): string {
  if (typeof value !== 'string' || !uuidPattern.test(value)) throw new CineqoError('not_found', { what })
  return value.toLowerCase()
}

/** NUL, which PostgreSQL can't store, and halves of surrogate pairs, which UTF-8 can't. */
const unstorable = /\0|\p{Surrogate}/u
const deepestBody = 64

function refuseUnstorableText(value: unknown, where: 'body' | 'query', path: string, depth = 0): void {
  const refuse = (message: string): never => {
    throw new InvalidRequestError([{ in: where, path, message }])
  }
  if (depth > deepestBody) refuse(`nested more than ${deepestBody} deep`)
  if (typeof value === 'string') {
    if (unstorable.test(value)) refuse('contains a NUL character or half of a surrogate pair')
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (unstorable.test(key)) refuse('a key contains a NUL character or half of a surrogate pair')
    refuseUnstorableText(inner, where, path ? `${path}.${key}` : key, depth + 1)
  }
}
