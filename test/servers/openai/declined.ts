/** Errors in the words of OpenAI and of servers that speak its wire. */
import type { ServerResponse } from 'node:http'
import { retryAfterOf, sendGatewayPage } from '../deliver.ts'
import type { Declined } from '../faults.ts'
import { sendJson } from '../listen.ts'
import type { ServerKind } from './kinds.ts'

export interface WireError {
  message: string
  type: string
  param?: string | null
  code?: string | number | null
}

export function sendError(
  response: ServerResponse,
  status: number,
  error: WireError,
  headers: Record<string, string> = {},
): void {
  sendJson(
    response,
    status,
    { error: { param: null, code: null, ...error } },
    { 'x-request-id': 'req_test', ...headers },
  )
}

/** Sends a fault that declines a request. Returns until when the client was told to wait. */
export function sendDeclined(response: ServerResponse, fault: Declined, model: string): number | null {
  switch (fault.kind) {
    case 'rate_limited': {
      const { headers, untilMs } = retryAfterOf(fault.retryAfter)
      const message = `Rate limit reached for ${model} on requests per min (RPM). Please slow down.`
      sendError(response, 429, { message, type: 'requests', code: 'rate_limit_exceeded' }, headers)
      return untilMs
    }
    case 'overloaded': {
      const { headers, untilMs } = retryAfterOf(fault.retryAfter)
      sendError(response, 529, { message: 'Overloaded', type: 'overloaded_error' }, headers)
      return untilMs
    }
    case 'quota_exhausted':
      sendError(response, 429, {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      })
      return null
    case 'wrong_key':
      sendError(response, 401, {
        message:
          'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      })
      return null
    case 'forbidden':
      sendError(response, 403, {
        message: `Project does not have access to model \`${model}\``,
        type: 'invalid_request_error',
        code: 'model_not_found',
      })
      return null
    case 'no_model':
      sendNoModel(response, model)
      return null
    case 'policy':
      sendError(response, 400, {
        message: 'Your request was rejected as a result of our safety system.',
        type: 'invalid_request_error',
        code: 'content_policy_violation',
      })
      return null
    case 'server_error':
      sendError(response, fault.status, {
        message: 'The server had an error while processing your request.',
        type: 'server_error',
      })
      return null
    case 'gateway_page':
      sendGatewayPage(response, fault.status)
      return null
    case 'reset':
      response.destroy()
      return null
  }
}

export function sendNoModel(response: ServerResponse, model: string): void {
  sendError(response, 404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    code: 'model_not_found',
  })
}

/** Says that a question does not fit into the context. */
export function sendTooLong(
  response: ServerResponse,
  kind: ServerKind,
  inputTokens: number,
  outputTokens: number,
): void {
  const { contextTokens, dialect } = kind
  switch (dialect) {
    case 'openai':
      sendError(response, 400, {
        message: `This model's maximum context length is ${contextTokens} tokens. However, your messages resulted in ${inputTokens} tokens. Please reduce the length of the messages.`,
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      })
      return
    case 'vllm':
      // Its errors stand at the top of the body, not under `error`.
      sendJson(response, 400, {
        object: 'error',
        message: `This model's maximum context length is ${contextTokens} tokens. However, you requested ${inputTokens + outputTokens} tokens (${inputTokens} in the messages, ${outputTokens} in the completion). Please reduce the length of the messages or completion.`,
        type: 'BadRequestError',
        param: null,
        code: 400,
      })
      return
    case 'llama.cpp':
      sendJson(response, 400, {
        error: {
          code: 400,
          message:
            'the request exceeds the available context size. try increasing the context size or enable context shift',
          type: 'exceed_context_size_error',
          n_prompt_tokens: inputTokens,
          n_ctx: contextTokens,
        },
      })
      return
  }
}
