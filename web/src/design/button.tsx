import { LoaderCircle } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'

type Tone = 'primary' | 'plain' | 'quiet' | 'danger'
type Size = 'small' | 'medium' | 'large'

const tones: Record<Tone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'bg-surface text-ink border border-line-strong hover:border-faint hover:bg-sunken',
  quiet: 'text-soft hover:bg-sunken hover:text-ink',
  danger: 'bg-bad text-paper hover:opacity-90',
}
const sizes: Record<Size, string> = {
  small: 'h-8 px-3 text-sm gap-1.5 rounded-md',
  medium: 'h-10 px-4 text-base gap-2 rounded-md',
  large: 'h-12 px-6 text-lg gap-2.5 rounded-lg font-semibold',
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: Tone
  size?: Size
  icon?: ReactNode
  /** Something the button started is under way: it cannot be pressed again. */
  busy?: boolean
  ref?: React.Ref<HTMLButtonElement>
}

const shape = 'inline-flex items-center justify-center font-medium whitespace-nowrap transition-colors select-none'

export function Button({
  tone = 'plain',
  size = 'medium',
  icon,
  busy,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={`${shape} disabled:opacity-55 ${tones[tone]} ${sizes[size]} ${className}`}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its accessible name, also shown on hover. */
  label: string
  ref?: React.Ref<HTMLButtonElement>
}

export function IconButton({ label, className = '', children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`inline-flex size-9 shrink-0 items-center justify-center rounded-md text-faint transition-colors hover:bg-sunken hover:text-ink disabled:opacity-45 ${className}`}
    >
      {children}
    </button>
  )
}

/** The look of a button for a link. */
export function buttonLook(tone: Tone, size: Size): string {
  return `${shape} ${tones[tone]} ${sizes[size]}`
}
