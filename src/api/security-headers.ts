import type { RequestHandler } from 'express'

/** Headers of every answer. With `isSource` the policy also allows what Vite needs: inline preamble and styles, and its socket. */
export function securityHeaders({ isSource }: { isSource: boolean }): RequestHandler {
  const policy = [
    "default-src 'self'",
    `script-src 'self'${isSource ? " 'unsafe-inline'" : ''}`,
    `style-src 'self'${isSource ? " 'unsafe-inline'" : ''}`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${isSource ? ' ws://localhost:* ws://127.0.0.1:*' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
    next()
  }
}
