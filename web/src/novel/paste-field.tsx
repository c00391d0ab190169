import { useEffect, useId, useRef } from 'react'
import { Button } from '../design/button.tsx'
import { inputLook } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'

/** A text field with more than this takes over a second for every key (measured at 5 million); what is longer is kept beside it. */
const longestInField = 200_000
/** Browsers insert text that does not come from a paste line by line, in a time that grows with the square: 54,000 characters took 2 s. */
const slowInsertion = 2_000
/** Enough of a long text to recognise it by. */
const shownOfLong = 2_000

/** Where a novel is pasted. A very long one is held whole, and only its beginning is shown. */
export function PasteField({
  text,
  onChange,
  disabled,
}: {
  text: string
  onChange(text: string): void
  disabled: boolean
}) {
  const { t } = useLanguage()
  const id = useId()
  const long = text.length > longestInField
  return (
    <div className="mt-5">
      <label htmlFor={id} className="sr-only">
        {t('novel.paste')}
      </label>
      {long ? (
        <>
          <textarea
            // biome-ignore lint/a11y/noAutofocus: it takes the place of the field that was pasted into.
            autoFocus
            id={id}
            readOnly
            value={`${text.slice(0, shownOfLong)}…`}
            className={`${inputLook} block h-60 resize-y py-3 leading-relaxed text-soft`}
          />
          <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
            <p role="status" className="text-sm text-soft">
              {t('novel.paste.long')}
            </p>
            <Button size="small" disabled={disabled} onClick={() => onChange('')}>
              {t('novel.paste.clear')}
            </Button>
          </div>
        </>
      ) : (
        <Field id={id} text={text} onChange={onChange} disabled={disabled} />
      )}
    </div>
  )
}

interface FieldProps {
  id: string
  text: string
  onChange(text: string): void
  disabled: boolean
}

/** The field keeps its own text, so that React does not compare a whole novel with it at every key. */
function Field({ id, text, onChange, disabled }: FieldProps) {
  const { t } = useLanguage()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const element = field.current
    if (!element) return
    const insert = (event: InputEvent) => {
      const inserted = event.data ?? event.dataTransfer?.getData('text/plain') ?? ''
      const { value, selectionStart, selectionEnd } = element
      if (inserted.length > longestInField) {
        event.preventDefault()
        onChange(value.slice(0, selectionStart) + inserted + value.slice(selectionEnd))
      } else if (event.inputType === 'insertText' && inserted.length > slowInsertion) {
        event.preventDefault()
        element.setRangeText(inserted, selectionStart, selectionEnd, 'end')
        onChange(element.value)
      }
    }
    element.addEventListener('beforeinput', insert)
    return () => element.removeEventListener('beforeinput', insert)
  }, [onChange])
  return (
    <textarea
      ref={field}
      id={id}
      data-testid="novel-text"
      defaultValue={text}
      onChange={(event) => onChange(event.target.value)}
      placeholder={t('novel.paste.placeholder')}
      disabled={disabled}
      spellCheck={false}
      className={`${inputLook} block h-72 resize-y py-3 leading-relaxed`}
    />
  )
}
