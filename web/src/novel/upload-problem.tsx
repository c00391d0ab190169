import { useState } from 'react'
import { isCineqoApiError } from '../../../src/client/index.ts'
import type { NovelEncoding } from '../../../src/contracts/novel-file.ts'
import { Button } from '../design/button.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { EncodingSelect } from './encoding-select.tsx'
import type { Upload } from './use-upload.ts'

/** Why a novel was not taken, with what the person can do: try again, or read the file in an encoding of their choice. */
export function UploadProblem({
  error,
  upload,
  onRetry,
}: {
  error: unknown
  upload: Upload
  onRetry(upload: Upload): void
}) {
  const code = isCineqoApiError(error) ? error.code : null
  const choosable = code === 'novel_undecodable' || code === 'novel_encoding_unknown'
  return (
    <div className="mt-4">
      <ErrorState compact error={error} onRetry={() => onRetry(upload)}>
        {choosable && upload.content instanceof File && <ChooseEncoding upload={upload} onRetry={onRetry} />}
      </ErrorState>
    </div>
  )
}

/** Offers first what Chinese texts are in where nothing else is known. */
function ChooseEncoding({ upload, onRetry }: { upload: Upload; onRetry(upload: Upload): void }) {
  const { t } = useLanguage()
  const [encoding, setEncoding] = useState<NovelEncoding>(upload.encoding === 'gb18030' ? 'big5' : 'gb18030')
  return (
    <div className="mt-3 flex flex-wrap items-end gap-2">
      <EncodingSelect value={encoding} onChange={setEncoding} />
      <Button data-testid="retry-encoding" onClick={() => onRetry({ ...upload, encoding })}>
        {t('novel.withEncoding')}
      </Button>
    </div>
  )
}
