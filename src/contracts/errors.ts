/**
 * The registry of errors: one entry a code, with everything that any side needs. Codes are stable; the texts say what happened and what to
 * do. `{name}` is replaced by a parameter of the error.
 */
import type { ErrorDefinition } from './error-definition.ts'
import { fillIn } from './fill-in.ts'
import { novelErrors } from './novel-errors.ts'
import { providerErrors } from './provider-errors.ts'

const registry = {
  // What a caller of the API sent
  invalid_request: {
    status: 400,
    retry: 'never',
    en: 'The request is not valid: {detail}',
    zh: '请求无效：{detail}',
  },
  malformed_json: {
    status: 400,
    retry: 'never',
    en: 'The body is not valid JSON. Send a JSON object, or a text with content type text/plain.',
    zh: '请求正文不是有效的 JSON。请发送 JSON 对象，或以 text/plain 发送文本。',
  },
  unsupported_media_type: {
    status: 415,
    retry: 'never',
    en: 'Content type {received} is not accepted here. Send {expected}.',
    zh: '此处不接受 {received}。请发送 {expected}。',
  },
  payload_too_large: {
    status: 413,
    retry: 'never',
    en: 'The body is larger than the limit of {limit}. Nothing was stored.',
    zh: '内容超过上限 {limit}，未保存任何内容。',
  },
  not_found: { status: 404, retry: 'never', en: 'There is no such {what}.', zh: '找不到该{what}。' },
  route_not_found: {
    status: 404,
    retry: 'never',
    en: 'No such address: {path}. The API is described in the README.',
    zh: '没有这个地址：{path}。接口说明见 README。',
  },
  method_not_allowed: {
    status: 405,
    retry: 'never',
    en: '{method} is not possible at {path}. Possible: {allowed}.',
    zh: '{path} 不支持 {method}，可用：{allowed}。',
  },
  forbidden_origin: {
    status: 403,
    retry: 'never',
    en: 'This server answers only pages and programs of this machine. Open it at {expected}.',
    zh: '此服务只接受本机的页面和程序访问，请打开 {expected}。',
  },
  conflict: { status: 409, retry: 'never', en: '{detail}', zh: '{detail}' },
  idempotency_key_reused: {
    status: 409,
    retry: 'never',
    en: 'This Idempotency-Key was used for another request. Use a new key.',
    zh: '该 Idempotency-Key 已用于另一请求，请使用新的键。',
  },
  job_running_already: {
    status: 409,
    retry: 'never',
    en: 'A job of the project is still at this: {jobId}. Wait for it, or cancel it.',
    zh: '项目中已有任务正在处理：{jobId}。请等待其完成，或先取消。',
  },
  job_live: {
    status: 409,
    retry: 'never',
    en: 'The job is still running. Cancel it first.',
    zh: '任务仍在运行，请先取消。',
  },
  job_not_retryable: {
    status: 409,
    retry: 'never',
    en: 'A job with status {status} has nothing to retry.',
    zh: '状态为 {status} 的任务没有可重试的内容。',
  },
  job_of_parent: {
    status: 409,
    retry: 'never',
    en: 'This job is a part of another one that is still running. Act on that one: {parentId}.',
    zh: '此任务属于另一个仍在运行的任务，请对其操作：{parentId}。',
  },

  ...novelErrors,
  ...providerErrors,
  episodes_required: {
    status: 422,
    retry: 'never',
    en: 'Mode "count" needs maxEpisodes: the exact number of episodes.',
    zh: '“count” 模式需要 maxEpisodes（确切集数）。',
  },

  // While a job runs
  item_failed: {
    status: 500,
    retry: 'with_backoff',
    en: 'A step failed: {detail}. Retry the job; if it fails again, see the log of the worker.',
    zh: '步骤失败：{detail}。请重试；若仍失败，请查看 worker 日志。',
  },
  worker_lost_repeatedly: {
    status: 500,
    retry: 'never',
    en: 'The worker died {times} times while doing this. Look into its log, then retry the job.',
    zh: '处理此项时 worker 已中断 {times} 次。请查看日志后重试。',
  },
  attempts_exhausted: {
    status: 502,
    retry: 'never',
    en: 'Failed {times} times, last: {detail}. Retry the job when the cause is gone.',
    zh: '已失败 {times} 次，最后一次：{detail}。原因消除后请重试。',
  },
  storage_unavailable: {
    status: 503,
    retry: 'with_backoff',
    en: 'The file storage does not answer: {detail}.',
    zh: '文件存储无响应：{detail}。',
  },
  job_lost: {
    status: 410,
    retry: 'never',
    en: 'The workflow of this job ended outside Cineqo ({how}). What was finished is kept; retry goes on from there.',
    zh: '该任务的工作流在系统外结束（{how}）。已完成的内容保留，重试会从中断处继续。',
  },
  job_failed: {
    status: 500,
    retry: 'never',
    en: 'The job failed: {detail}',
    zh: '任务失败：{detail}',
  },

  // The services under it
  database_unavailable: {
    status: 503,
    retry: 'with_backoff',
    en: 'The database does not answer. It is tried again by itself.',
    zh: '数据库无响应，系统会自动重试。',
  },
  temporal_unavailable: {
    status: 503,
    retry: 'with_backoff',
    en: 'Temporal does not answer. The job is stored and starts as soon as it does.',
    zh: 'Temporal 无响应。任务已保存，恢复后会自动开始。',
  },
  estimate_failed: {
    status: 500,
    retry: 'never',
    en: 'The cost could not be estimated ({how}). The job can be started all the same, with a budget.',
    zh: '无法估算费用（{how}）。仍可直接启动任务，并设置预算。',
  },
  internal: {
    status: 500,
    retry: 'with_backoff',
    en: 'Something failed on our side. Quote {requestId} when you report it.',
    zh: '服务器内部错误。反馈时请附上 {requestId}。',
  },
} as const satisfies Record<string, ErrorDefinition>

export type ErrorCode = keyof typeof registry
export const errorRegistry: Record<ErrorCode, ErrorDefinition> = registry
export const errorCodes = Object.keys(registry) as ErrorCode[]

export type ErrorParams = Record<string, string | number>

/** An error as it is stored with a job or an item, and sent to the page. */
export interface StoredError {
  code: ErrorCode
  params: ErrorParams
}

/** The sentence of an error in one language, with its parameters filled in. */
export function errorText(error: StoredError, language: 'zh' | 'en'): string {
  return fillIn(errorRegistry[error.code][language], error.params)
}

/**
 * An error with a registered code. Its caller meets it wherever something can be said to a person: routes turn it into a problem,
 * activities into a failure of the item.
 */
export class CineqoError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(errorText({ code, params }, 'en'), options)
    this.name = 'CineqoError'
    this.code = code
    this.params = params
  }

  get definition(): ErrorDefinition {
    return errorRegistry[this.code]
  }

  toStored(): StoredError {
    return { code: this.code, params: this.params }
  }
}
