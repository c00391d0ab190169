import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

export const inputLook =
  'w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-faint focus-visible:outline-2 focus-visible:outline-offset-0 disabled:opacity-60'

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string
  problem?: string
  ref?: React.Ref<HTMLInputElement>
}

export function Field({ label, hint, problem, className = '', ...rest }: FieldProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 flex items-baseline justify-between gap-3 text-sm font-medium">
        {label}
        {hint && <span className="text-xs font-normal text-faint">{hint}</span>}
      </label>
      <input
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        {...rest}
        className={`${inputLook} h-10`}
      />
      {problem && (
        <p id={`${id}-problem`} className="mt-1 text-sm text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}

/** One of a few, side by side. */
export function Choice<Value extends string>({
  legend,
  name,
  value,
  options,
  stacks = false,
  onChange,
}: {
  legend: string
  name: string
  value: Value
  options: { value: Value; label: ReactNode; text?: string }[]
  /** Whether they lie below each other on a phone, because their texts are long. */
  stacks?: boolean
  onChange(value: NoInfer<Value>): void
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={`${stacks ? 'max-sm:basis-full' : ''} relative flex min-h-10 flex-1 basis-20 flex-col justify-center rounded-md border border-line-strong px-3 py-1.5 transition-colors hover:border-faint has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent`}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 size-full opacity-0"
            />
            <span className="font-medium">{option.label}</span>
            {option.text && <span className="text-xs text-soft">{option.text}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
