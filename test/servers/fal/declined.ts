/** Errors in fal's words. */
import type { ServerResponse } from 'node:http'
import { retryAfterOf, sendGatewayPage } from '../deliver.ts'
import type { Declined } from '../faults.ts'
import { sendJson } from '../listen.ts'

/** Sends a fault that declines a request. Returns until when the client was told to wait. */
export function sendDeclined(response: ServerResponse, fault: Declined, app: string): number | null {
  switch (fault.kind) {
    case 'rate_limited':
    case 'overloaded': {
      const { headers, untilMs } = retryAfterOf(fault.retryAfter)
      const status = fault.kind === 'overloaded' ? 529 : 429
      sendJson(response, status, { detail: 'Too many requests. Please slow down.' }, headers)
      return untilMs
    }
    case 'quota_exhausted':
      sendJson(response, 403, {
        detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
      })
      return null
    case 'wrong_key':
      sendJson(response, 401, { detail: 'Authentication is required to access this application.' })
      return null
    case 'forbidden':
      sendJson(response, 403, { detail: `Access to application ${app} is forbidden.` })
      return null
    case 'no_model':
      sendJson(response, 404, { detail: `Application '${app}' not found` })
      return null
    case 'policy':
      sendPolicyViolation(response)
      return null
    case 'server_error':
      sendJson(response, fault.status, { detail: 'Internal Server Error' })
      return null
    case 'gateway_page':
      sendGatewayPage(response, fault.status)
      return null
    case 'reset':
      response.destroy()
      return null
  }
}

export function sendPolicyViolation(response: ServerResponse): void {
  sendInvalid(
    response,
    'content_policy_violation',
    'The content could not be processed because it contained material flagged by a content checker.',
  )
}

export function sendInvalid(response: ServerResponse, type: string, message: string): void {
  sendJson(response, 422, {
    detail: [{ loc: ['body', 'prompt'], msg: message, type, url: `https://docs.fal.ai/errors/#${type}`, input: {} }],
  })
}
