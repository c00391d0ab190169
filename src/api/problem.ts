/** Errors as RFC 9457 problems: `application/problem+json` with a stable `code` and the sentence in both languages. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { CineqoError, type ErrorCode, type ErrorParams, errorRegistry, errorText } from '../contracts/errors.ts'
import { isConnectionLoss } from '../db/client.ts'
import type { Logger } from '../log.ts'
import { FileMissingError } from '../storage/storage.ts'
import { InvalidRequestError, type RequestIssue } from './requests.ts'

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: ErrorCode
  params: ErrorParams
  requestId: string
  message: { zh: string; en: string }
  errors?: RequestIssue[]
}

/** Things that can be missing, by their name in code. */
const nouns: Record<string, string> = {
  project: '项目',
  novel: '小说',
  advertisement: '广告行',
  episode: '剧集',
  character: '角色',
  image: '图片',
  job: '任务',
  file: '文件',
}

export function requestIdOf(request: Request): string {
  return String(request.res?.locals.requestId ?? '')
}

/** Makes the problem of an error. What is not an error of ours says nothing of itself. */
export function toProblem(error: CineqoError, request: { path: string; requestId: string }): Problem {
  const { code } = error
  const params = code === 'internal' ? { requestId: request.requestId } : error.params
  const chinese = typeof params.what === 'string' ? { ...params, what: nouns[params.what] ?? params.what } : params
  const message = { zh: errorText({ code, params: chinese }, 'zh'), en: errorText({ code, params }, 'en') }
  return {
    type: `urn:cineqo:problem:${code}`,
    title: titleOf(code),
    status: errorRegistry[code].status,
    detail: message.en,
    instance: request.path,
    code,
    params,
    requestId: request.requestId,
    message,
    ...(error instanceof InvalidRequestError && { errors: error.issues }),
  }
}

function titleOf(code: ErrorCode): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Turns whatever a handler or a body parser threw into an error of ours. */
export function toCineqoError(error: unknown): CineqoError {
  if (error instanceof CineqoError) return error
  if (error instanceof FileMissingError) return new CineqoError('not_found', { what: 'file' }, { cause: error })
  if (isConnectionLoss(error)) return new CineqoError('database_unavailable', {}, { cause: error })
  return fromBodyParser(error) ?? new CineqoError('internal', {}, { cause: error })
}

/** Errors of Express and its body parsers carry a `type` and a status. */
function fromBodyParser(error: unknown): CineqoError | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined
  const type = 'type' in error ? String(error.type) : ''
  const options = { cause: error }
  if (error.status === 413) {
    const limit = 'limit' in error ? `${Math.floor(Number(error.limit) / 1024)} KB` : 'this route'
    return new CineqoError('payload_too_large', { limit }, options)
  }
  if (type === 'entity.parse.failed') return new CineqoError('malformed_json', {}, options)
  if (error.status === 415) {
    return new CineqoError('unsupported_media_type', { received: error.message, expected: 'UTF-8' }, options)
  }
  if (error.status >= 400 && error.status < 500) {
    return new InvalidRequestError([
      { in: error instanceof URIError ? 'path' : 'body', path: '', message: error.message },
    ])
  }
  return undefined
}

/** Whether the caller closed the connection before everything was sent or read. Nobody failed then, and nobody reads an answer. */
function isCallerGone(thrown: unknown, request: Request, response: Response): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  const isGivenUp = thrown instanceof Error && thrown.name === 'AbortError'
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || (response.destroyed && (isGivenUp || !request.complete))
}

/** Answers every error of a route. Logs those that are ours to mend; never shows a stack. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    if (isCallerGone(thrown, request, response)) {
      response.destroy()
      return
    }
    const error = toCineqoError(thrown)
    const requestId = requestIdOf(request)
    const problem = toProblem(error, { path: request.originalUrl.split('?')[0] ?? '', requestId })
    if (problem.status >= 500) {
      logger.error(
        { requestId, method: request.method, path: problem.instance, code: problem.code, err: thrown },
        problem.code,
      )
    }
    if (response.headersSent) {
      // Part of the answer is out: cutting the connection is the only way left to say that it is not whole.
      next(thrown)
      return
    }
    if (response.writableEnded || response.destroyed) return
    if (problem.status === 503) response.set('Retry-After', '2')
    // What is left of a refused body is not read, so the connection can't be used again.
    if (!request.complete) response.set('Connection', 'close')
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  }
}

/** Answers addresses below `/api` that no route knows. */
export const routeNotFound: RequestHandler = (request) => {
  throw new CineqoError('route_not_found', { path: request.originalUrl.split('?')[0] ?? '' })
}
