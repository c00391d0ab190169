import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** The line of a panel that opens and closes what is below it. Fills the row that it stands in. */
export function FoldButton({ open, onToggle, children }: { open: boolean; onToggle(): void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className="flex min-w-0 flex-1 items-center gap-3 px-4 py-3 text-left -outline-offset-2 transition-colors hover:bg-sunken sm:px-5"
    >
      <ChevronRight
        aria-hidden
        className={`size-4 shrink-0 text-faint transition-transform ${open ? 'rotate-90' : ''}`}
      />
      {children}
    </button>
  )
}
