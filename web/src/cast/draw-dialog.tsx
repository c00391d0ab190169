import { Brush } from 'lucide-react'
import { useId, useState } from 'react'
import { longestPrompt } from '../../../src/contracts/entities.ts'
import { maximumCandidates } from '../../../src/contracts/job-inputs.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/dialog.tsx'
import { Choice, inputLook } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { formatDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useEstimate } from '../money/use-estimate.ts'
import { useStartJob } from '../tasks/use-job-actions.ts'
import { drawInput, type PicturePrice, picturePrice, type Subject } from './picture-state.ts'

const counts = Array.from({ length: maximumCandidates }, (_, index) => String(index + 1))

/** Orders pictures: how many, by which words, by whom and at what price. Nothing is paid for before its button is pressed. */
export function DrawDialog({
  projectId,
  subject,
  name,
  prompt: before,
  hasImages,
  onClose,
}: {
  projectId: string
  subject: Subject
  /** Of the character, and of the look. */
  name: string
  /** The words of the picture that is shown, or of the description. */
  prompt: string
  hasImages: boolean
  onClose(): void
}) {
  const { language, t } = useLanguage()
  const promptId = useId()
  const [count, setCount] = useState('1')
  const [prompt, setPrompt] = useState(before)
  const start = useStartJob({ inPlace: true })
  const type = 'character_image_generation' as const
  const candidates = Number(count)
  const input = drawInput(subject, { candidates, prompt }, { prompt: before, hasImages })
  // Other words cost the same.
  const estimate = useEstimate(projectId, { type, input: { ...input, prompt: undefined } })
  const price = estimate.data && !estimate.isPlaceholderData ? picturePrice(estimate.data) : undefined
  const submit = () => start.mutate({ type, projectId, input }, { onSuccess: onClose })
  return (
    <Modal open onOpenChange={(open) => !open && onClose()} title={t('pictures.dialog', { name })}>
      <form
        data-testid="draw-dialog"
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Choice
          legend={t('pictures.count')}
          name="candidates"
          value={count}
          options={counts.map((value) => ({ value, label: value }))}
          onChange={setCount}
        />
        <div>
          <label htmlFor={promptId} className="mb-1.5 block text-sm font-medium">
            {t('pictures.prompt')}
          </label>
          <textarea
            id={promptId}
            value={prompt}
            rows={6}
            maxLength={longestPrompt}
            aria-describedby={`${promptId}-hint`}
            onChange={(event) => setPrompt(event.target.value)}
            className={`${inputLook} resize-y py-2 text-sm`}
          />
          <p id={`${promptId}-hint`} className="mt-1 text-xs text-soft">
            {t('pictures.prompt.hint')}
          </p>
        </div>
        {start.isError && <ErrorState compact error={start.error} />}
        {estimate.isError && <ErrorState compact error={estimate.error} onRetry={() => void estimate.refetch()} />}
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
          <p role="status" data-testid="picture-price" className="min-w-40 flex-1 text-sm text-soft wrap-anywhere">
            {price ? <Price price={price} /> : !estimate.isError && t('pictures.price.asking')}
          </p>
          <Button
            type="submit"
            tone="primary"
            data-testid="draw-submit"
            disabled={!price && !estimate.isError}
            busy={start.isPending}
            icon={<Brush aria-hidden className="size-4" />}
          >
            {price?.kind === 'known'
              ? t('pictures.submit.price', {
                  n: candidates,
                  price: formatDollars(price.totalUsd, language),
                })
              : t('pictures.submit', { n: candidates })}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function Price({ price }: { price: PicturePrice }) {
  const { language, t } = useLanguage()
  if (price.kind === 'free') return t('pictures.price.free')
  const { model } = price
  if (price.kind === 'unknown') return t('pictures.price.unknown', { model })
  return t('pictures.price.known', {
    model,
    price: formatDollars(price.eachUsd, language),
    total: formatDollars(price.totalUsd, language),
  })
}
