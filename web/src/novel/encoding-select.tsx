import { useId } from 'react'
import { type NovelEncoding, novelEncodings } from '../../../src/contracts/novel-file.ts'
import { inputLook } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'

/** Chooses an encoding of text. */
export function EncodingSelect({
  value,
  onChange,
  disabled,
}: {
  value: NovelEncoding
  onChange(encoding: NovelEncoding): void
  disabled?: boolean
}) {
  const { t } = useLanguage()
  const id = useId()
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="caption mb-1 block">
        {t('reading.again.label')}
      </label>
      <select
        id={id}
        data-testid="encoding"
        value={value}
        disabled={disabled}
        onChange={({ target }) => {
          const chosen = novelEncodings.find((encoding) => encoding === target.value)
          if (chosen) onChange(chosen)
        }}
        className={`${inputLook} h-10`}
      >
        {novelEncodings.map((encoding) => (
          <option key={encoding} value={encoding}>
            {t(`reading.encoding.${encoding}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
