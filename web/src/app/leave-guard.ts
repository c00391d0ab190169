/** Asks before a page with unsaved work is left: by a link, by "back", or by closing the tab. One page at a time can ask. */
import { useEffect, useRef, useState } from 'react'
import type { AroundNavHandler } from 'wouter'
import { useLocation } from 'wouter'

interface Guard {
  /** Whether an address still belongs to the page. */
  stays(path: string): boolean
  /** Called instead of leaving; `leave` does it after all. */
  ask(leave: () => void): void
}

let guard: Guard | null = null

/** For the router: every change of the address that the page itself makes. */
export const guardedNavigation: AroundNavHandler = (navigate, to, options) => {
  const leave = () => navigate(to, options)
  if (!guard || guard.stays(new URL(to, location.href).pathname)) leave()
  else guard.ask(leave)
}

/** While `active`, leaving addresses below `root` has to be confirmed: `leave` is then set, and does it. */
export function useLeaveGuard(active: boolean, root: string) {
  const [, navigate] = useLocation()
  const [leave, setLeave] = useState<(() => void) | null>(null)
  const here = useRef('')
  useEffect(() => {
    here.current = location.href
  })
  useEffect(() => {
    if (!active) return
    const stays = (path: string) => path === root || path.startsWith(`${root}/`)
    const ask = (go: () => void) =>
      setLeave(() => () => {
        guard = null
        go()
      })
    guard = { stays, ask }
    const keepTab = (event: BeforeUnloadEvent) => event.preventDefault()
    // "Back" has changed the address already; it is put back until the person has answered.
    const goBack = (event: PopStateEvent) => {
      if (!guard || stays(location.pathname)) return
      event.stopImmediatePropagation()
      const wanted = location.pathname + location.search
      history.pushState(null, '', here.current)
      ask(() => navigate(wanted))
    }
    window.addEventListener('beforeunload', keepTab)
    window.addEventListener('popstate', goBack, { capture: true })
    return () => {
      guard = null
      window.removeEventListener('beforeunload', keepTab)
      window.removeEventListener('popstate', goBack, { capture: true })
    }
  }, [active, root, navigate])
  return { leave, stay: () => setLeave(null) }
}
