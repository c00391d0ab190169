/** Progress in segments: one for each phase, as wide as the phase is worth. */
export function ProgressBar({
  percent,
  segments = [100],
  label,
  active,
  tone = 'accent',
}: {
  percent: number
  /** Shares of the whole; they add up to 100. */
  segments?: number[]
  label: string
  active?: boolean
  tone?: 'accent' | 'good' | 'warn' | 'bad' | 'neutral'
}) {
  const colours = { accent: 'bg-accent', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad', neutral: 'bg-line-strong' }
  let start = 0
  const parts = segments.map((share) => {
    const filled = Math.min(1, Math.max(0, (percent - start) / share))
    const part = { start, share, filled }
    start += share
    return part
  })
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="relative flex h-1.5 w-full gap-[3px] overflow-hidden"
    >
      {parts.map((part) => (
        <span
          key={part.start}
          className="relative block h-full overflow-hidden rounded-full bg-line"
          style={{ flexGrow: part.share, flexBasis: 0 }}
        >
          <span
            className={`absolute inset-y-0 left-0 rounded-full transition-[width] duration-500 ${colours[tone]}`}
            style={{ width: `${part.filled * 100}%` }}
          />
          {active && part.filled < 1 && percent >= part.start && (
            <span className="sweep absolute inset-y-0 left-0 w-1/3 bg-gradient-to-r from-transparent via-accent/45 to-transparent" />
          )}
        </span>
      ))}
    </div>
  )
}
