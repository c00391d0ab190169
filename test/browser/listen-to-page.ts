/** Hears everything that no page may do: requests to anywhere else, errors in its console, violations of the content security policy. */
import type { Page } from 'playwright-core'

export async function listenToPage(
  page: Page,
  { origin, requestsFail, complain }: { origin: string; requestsFail: boolean; complain(text: string): void },
): Promise<void> {
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      complain(`request to ${url}`)
    }
  })
  page.on('pageerror', (error) => complain(`error: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (requestsFail && /Failed to load resource|net::ERR/.test(message.text())) return
    complain(`${message.type()} in the console: ${message.text()} (${message.location().url})`)
  })
  await page.exposeFunction('tellViolation', (text: string) => complain(`policy: ${text}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { tellViolation(text: string): void }).tellViolation
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`)
    })
  })
}
