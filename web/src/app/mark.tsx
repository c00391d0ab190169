/** The mark: a lens between the two edges of a frame, its tail lit. */
export function Mark({ className = 'size-7' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className}>
      <path d="M3 7.5h26M3 24.5h26" stroke="var(--line-strong)" strokeWidth="2" strokeLinecap="round" />
      <circle cx="16" cy="16" r="6.2" fill="none" stroke="var(--accent)" strokeWidth="3" />
      <path d="m19 19 5 5" stroke="var(--warn)" strokeWidth="3.2" strokeLinecap="round" />
    </svg>
  )
}
