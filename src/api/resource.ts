import type { RequestHandler, Router } from 'express'
import { CineqoError } from '../contracts/errors.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Registers what can be done at a path, and answers every other method with 405 and `Allow`. Handlers may be lists. */
export function resource(
  router: Router,
  path: string,
  handlers: Partial<Record<Method, RequestHandler | RequestHandler[]>>,
): void {
  const route = router.route(path)
  const methods = Object.keys(handlers) as Method[]
  for (const method of methods) route[method](...[handlers[method] ?? []].flat())
  const allowed = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])).join(', ')
  route.all((request, response) => {
    response.set('Allow', allowed)
    throw new CineqoError('method_not_allowed', {
      method: request.method,
      path: request.originalUrl.split('?')[0] ?? path,
      allowed,
    })
  })
}
