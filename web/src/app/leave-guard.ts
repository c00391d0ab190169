/** Asks before a page with unsaved work is left: by a link, by "back", or by closing the tab. One page at a time can ask. */
import { useEffect, useState } from 'react'
import { type AroundNavHandler, useLocation } from 'wouter'
import { navigate } from 'wouter/use-browser-location'

interface Guard {
  /** Whether an address still belongs to the page. */
  stays(path: string): boolean
  /** The address that is shown. */
  here: string
  /** Called instead of leaving; `leave` does it after all. */
  ask(leave: () => void): void
}

let guard: Guard | null = null

/** For the router: every change of the address that the page itself makes. */
export const guardedNavigation: AroundNavHandler = (change, to, options) => {
  const leave = () => change(to, options)
  if (!guard || guard.stays(new URL(to, location.href).pathname)) leave()
  else guard.ask(leave)
}

/**
 * "Back" has changed the address already; it is put back until the person has answered. Listens from the start, because the router, once it
 * has heard of the change, takes the page away.
 */
window.addEventListener('popstate', (event) => {
  if (!guard || guard.stays(location.pathname)) return
  event.stopImmediatePropagation()
  const wanted = location.pathname + location.search
  history.pushState(null, '', guard.here)
  guard.ask(() => navigate(wanted))
})

/** While `active`, leaving addresses below `root` has to be confirmed: `leave` is then set, and does it. */
export function useLeaveGuard(active: boolean, root: string) {
  const [leave, setLeave] = useState<(() => void) | null>(null)
  const [path] = useLocation()
  useEffect(() => {
    if (!active) return
    guard = {
      stays: (other) => other === root || other.startsWith(`${root}/`),
      here: path,
      ask: (go) =>
        setLeave(() => () => {
          guard = null
          go()
        }),
    }
    const keepTab = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', keepTab)
    return () => {
      guard = null
      window.removeEventListener('beforeunload', keepTab)
    }
  }, [active, root, path])
  return { leave, stay: () => setLeave(null) }
}
