import { Brush, Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Image } from '../../../src/contracts/entities.ts'
import type { Job } from '../../../src/contracts/job.ts'
import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import { isLive } from '../../../src/contracts/statuses.ts'
import { Badge, ProviderBadge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Portrait } from '../design/portrait.tsx'
import { ProgressBar } from '../design/progress-bar.tsx'
import { formatAge, formatDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useLive } from '../live/live.tsx'
import { DeletePicture } from './delete-picture.tsx'
import { DrawDialog } from './draw-dialog.tsx'
import { hasFailed, lastDrawing, type Subject } from './picture-state.ts'
import { useChooseImage } from './use-choose-image.ts'

/** The pictures of a character sheet or of a look: one in full, the others to choose from, and the way to more of them. */
export function Pictures({
  projectId,
  subject,
  name,
  letterOf,
  images,
  prompt,
  refused,
  hasLooks = false,
}: {
  projectId: string
  subject: Subject
  /** What the pictures show, in words. */
  name: string
  /** The name whose first letter stands where there is no picture. */
  letterOf: string
  /** The chosen one first, then the newest. */
  images: readonly Image[]
  /** What is drawn by while there is no picture. */
  prompt: string
  /** Why nothing can be drawn; null where it can. */
  refused: string | null
  /** Whether further looks are made from these pictures. */
  hasLooks?: boolean
}) {
  const { t } = useLanguage()
  const { jobs } = useLive()
  const [shownId, setShownId] = useState<string | null>(null)
  const [ordering, setOrdering] = useState(false)
  const choice = useChooseImage(projectId)
  const shown = images.find(({ id }) => id === shownId) ?? images[0]
  const chosen = images.find((image) => image.chosen)
  const drawing = lastDrawing(jobs.values(), subject)
  const size = subject.lookId === null ? 'medium' : 'small'
  return (
    <div data-testid="pictures" data-look={subject.lookId ?? 'sheet'}>
      <div className="@container overflow-hidden rounded-lg border border-line" style={{ aspectRatio: ratioOf(shown) }}>
        <Portrait fullSize name={letterOf} alt={t('cast.portraitOf', { name })} image={shown} />
      </div>
      {images.length > 1 && (
        <Strip name={name} images={images} shownId={shown?.id} onShow={(image) => setShownId(image.id)} />
      )}
      {shown && (
        <Facts image={shown}>
          <DeletePicture projectId={projectId} image={shown} images={images} hasLooks={hasLooks} />
        </Facts>
      )}
      <div className="mt-3 space-y-2">
        {shown && !shown.chosen && (
          <Button
            size={size}
            className="w-full"
            data-testid="choose-image"
            busy={choice.isPending}
            icon={<Check aria-hidden className="size-4 shrink-0" />}
            onClick={() => choice.choose(shown, chosen)}
          >
            {t('pictures.choose')}
          </Button>
        )}
        <div aria-live="polite">
          {drawing && isLive(drawing.status) ? <Drawing job={drawing} /> : <Failure job={drawing} images={images} />}
        </div>
        {!(drawing && isLive(drawing.status)) && (
          <Button
            size={size}
            className="w-full"
            data-testid="draw-character"
            disabled={refused !== null}
            icon={<Brush aria-hidden className="size-4 shrink-0" />}
            onClick={() => setOrdering(true)}
          >
            {t(
              images.length > 0 ? 'pictures.drawMore' : subject.lookId === null ? 'pictures.draw' : 'pictures.drawLook',
            )}
          </Button>
        )}
        {refused !== null && <p className="text-sm text-soft">{refused}</p>}
      </div>
      {ordering && (
        <DrawDialog
          projectId={projectId}
          subject={subject}
          name={name}
          prompt={shown?.prompt ?? prompt}
          hasImages={images.length > 0}
          onClose={() => setOrdering(false)}
        />
      )}
    </div>
  )
}

/** The candidates, small; a press shows one in full. */
function Strip({
  name,
  images,
  shownId,
  onShow,
}: {
  name: string
  images: readonly Image[]
  shownId: string | undefined
  onShow(image: Image): void
}) {
  const { t } = useLanguage()
  return (
    <ul aria-label={t('pictures.strip')} className="mt-2.5 grid grid-cols-5 gap-1.5">
      {images.map((image, index) => (
        <li key={image.id} className="relative">
          <button
            type="button"
            data-testid="candidate"
            aria-pressed={image.id === shownId}
            aria-label={t(image.chosen ? 'pictures.show.chosen' : 'pictures.show', { n: index + 1 })}
            onClick={() => onShow(image)}
            className="block aspect-[3/4] w-full overflow-hidden rounded-sm border-2 border-line hover:border-line-strong aria-pressed:border-accent"
          >
            <Portrait name={name} alt="" image={image} />
          </button>
          {image.chosen && (
            <span className="pointer-events-none absolute right-1 bottom-1 flex size-4 items-center justify-center rounded-full bg-accent text-on-accent">
              <Check aria-hidden className="size-3" strokeWidth={3} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Who drew it and by which words; beside it, what can be done with it. */
function Facts({ image, children }: { image: Image; children: ReactNode }) {
  const { language, t } = useLanguage()
  const rows = [
    [t('pictures.model'), image.model],
    [t('pictures.seed'), image.seed === null ? null : String(image.seed)],
    [
      t('pictures.cost'),
      image.provider === 'offline'
        ? null
        : image.costUsd === null
          ? t('pictures.cost.unknown')
          : formatDollars(image.costUsd, language),
    ],
  ] as const
  return (
    <>
      <p className="mt-2 flex flex-wrap items-center gap-2 text-xs text-faint">
        <ProviderBadge provider={image.provider} />
        {image.chosen && <Badge tone="good">{t('cast.chosen')}</Badge>}
        <span className="figures">
          {image.width} × {image.height} · {formatAge(image.createdAt, Date.now(), language)}
        </span>
        {children}
      </p>
      <details className="mt-1.5 text-xs">
        <summary className="cursor-pointer text-soft hover:text-ink">{t('pictures.facts')}</summary>
        <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
          {rows.map(
            ([label, value]) =>
              value !== null && (
                <div key={label} className="contents">
                  <dt className="text-faint">{label}</dt>
                  <dd className="figures wrap-anywhere">{value}</dd>
                </div>
              ),
          )}
          <dt className="text-faint">{t('pictures.prompt')}</dt>
          <dd className="whitespace-pre-line wrap-anywhere">{image.prompt}</dd>
        </dl>
      </details>
    </>
  )
}

function Drawing({ job }: { job: Job }) {
  const { language, t } = useLanguage()
  return (
    <>
      <p className="mb-1.5 text-sm text-soft">{t('cast.drawing')}</p>
      <ProgressBar percent={job.progress} label={jobCatalogue[job.type].title[language]} active />
    </>
  )
}

/** Why the last drawing came to nothing, in the words of the provider's error. */
function Failure({ job, images }: { job: Job | undefined; images: readonly Image[] }) {
  const { language, t } = useLanguage()
  if (!hasFailed(job, images) || !job.error) return null
  return (
    <p data-testid="drawing-failed" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad wrap-anywhere">
      <span className="font-medium">{t('pictures.failed')}</span>
      <span className="block">
        {job.error.message[language]} <code className="text-xs opacity-80">{job.error.code}</code>
      </span>
    </p>
  )
}

/** The shape of the picture; a portrait's where there is none. */
function ratioOf(image: Image | undefined): string {
  return image ? `${image.width} / ${image.height}` : '3 / 4'
}
