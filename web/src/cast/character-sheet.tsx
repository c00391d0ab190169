import { Brush, UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { Character, Image } from '../../../src/contracts/entities.ts'
import type { Job } from '../../../src/contracts/job.ts'
import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import { Badge, ProviderBadge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Sheet } from '../design/dialog.tsx'
import { Portrait } from '../design/portrait.tsx'
import { ProgressBar } from '../design/progress-bar.tsx'
import { EmptyState } from '../design/states.tsx'
import { formatAge } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { ParagraphLink } from '../novel/paragraph-link.tsx'
import { useStartJob } from '../tasks/use-job-actions.ts'
import { evidenceByName } from './evidence.ts'
import { useSetAside } from './use-set-aside.ts'

/** Everything known of a character, and its pictures. */
export function CharacterSheet({
  character,
  missing,
  drawing,
  onClose,
}: {
  character: Character | undefined
  missing: boolean
  drawing: Job | undefined
  onClose(): void
}) {
  const { t } = useLanguage()
  return (
    <Sheet
      wide
      open={character !== undefined || missing}
      onOpenChange={(open) => !open && onClose()}
      title={character?.name ?? t('cast.missing')}
      testId="character-sheet"
    >
      <div className="flex-1 overflow-y-auto overscroll-contain p-4 sm:p-6">
        {character ? (
          <Body key={character.id} character={character} drawing={drawing} />
        ) : (
          <EmptyState title={t('cast.missing')} text={t('app.notFound.text')} />
        )}
      </div>
    </Sheet>
  )
}

function Body({ character, drawing }: { character: Character; drawing: Job | undefined }) {
  const { t } = useLanguage()
  return (
    <div className="grid gap-6 sm:grid-cols-[17rem_minmax(0,1fr)] sm:gap-8">
      <Pictures character={character} drawing={drawing} />
      <div className="space-y-5">
        <p className="figures flex flex-wrap items-center gap-2 text-sm text-soft">
          <Badge tone={character.importance === 'main' ? 'accent' : 'neutral'}>
            {t(`cast.${character.importance}`)}
          </Badge>
          <ProviderBadge provider={character.provider} />
          {t('cast.mentions', { n: character.mentions })}
          {character.isNarrator && <Badge>{t('cast.narrator')}</Badge>}
          {character.gender && <Badge>{t(`cast.gender.${character.gender}`)}</Badge>}
          {character.age && <Badge>{t('cast.age', { age: character.age })}</Badge>}
        </p>
        <Membership character={character} />
        {character.aliases.length > 0 && <Part title={t('cast.aliases')}>{character.aliases.join(' · ')}</Part>}
        {character.role && <Part title={t('cast.role')}>{character.role}</Part>}
        {character.description && <Part title={t('cast.description')}>{character.description}</Part>}
        {character.appearance && <Part title={t('cast.appearance')}>{character.appearance}</Part>}
        <EvidenceOf character={character} />
      </div>
    </div>
  )
}

/** Whether the person belongs to the cast; if not, why. */
function Membership({ character }: { character: Character }) {
  const { t } = useLanguage()
  const { change, isPending } = useSetAside(character.projectId)
  const { setAsideReason } = character
  if (setAsideReason === null) {
    return (
      <Button
        size="small"
        data-testid="set-aside"
        disabled={isPending}
        icon={<UserMinus aria-hidden className="size-3.5" />}
        onClick={() => change(character, true)}
      >
        {t('cast.setAside')}
      </Button>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-md bg-warn-soft px-3 py-2">
      <p className="min-w-40 flex-1 text-sm">
        <span className="font-medium">{t('cast.aside')}</span>
        {' · '}
        {t(`cast.reason.${setAsideReason}`)}
      </p>
      <Button
        size="small"
        data-testid="restore"
        disabled={isPending}
        icon={<UserPlus aria-hidden className="size-3.5" />}
        onClick={() => change(character, false)}
      >
        {t('cast.restore')}
      </Button>
    </div>
  )
}

/** The quotes for each name, with the way to their places in the novel. */
function EvidenceOf({ character }: { character: Character }) {
  const { t } = useLanguage()
  const groups = evidenceByName(character)
  if (groups.length === 0) return null
  return (
    <section data-testid="evidence">
      <h3 className="caption">{t('cast.evidence')}</h3>
      <div className="mt-2 space-y-4">
        {groups.map(({ name, quotes }) => (
          <section key={name} aria-label={name}>
            <h4 className="font-medium wrap-anywhere">
              {name}
              {name !== character.name && (
                <span className="ml-2 text-xs font-normal text-faint">{t('cast.evidence.alias')}</span>
              )}
            </h4>
            <ul className="mt-1.5 space-y-2.5">
              {quotes.map(({ paragraph, quote }) => (
                <li key={`${paragraph}:${quote}`} className="border-l-2 border-line-strong pl-3.5">
                  <q className="wrap-anywhere">{quote}</q>
                  <p className="text-xs">
                    <ParagraphLink
                      projectId={character.projectId}
                      paragraph={paragraph}
                      className="figures text-faint underline underline-offset-2 hover:text-ink"
                    />
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="caption">{title}</h3>
      <p className="mt-0.5 whitespace-pre-line wrap-anywhere">{children}</p>
    </section>
  )
}

function Pictures({ character, drawing }: { character: Character; drawing: Job | undefined }) {
  const { language, t } = useLanguage()
  const [shownId, setShownId] = useState<string | null>(null)
  const start = useStartJob()
  const shown: Image | undefined = character.images.find(({ id }) => id === shownId) ?? character.images[0]
  const draw = () => {
    setShownId(null)
    start.mutate({
      type: 'character_image_generation',
      projectId: character.projectId,
      input: { characterId: character.id, regenerate: character.images.length > 0 },
    })
  }
  return (
    <section aria-label={t('cast.pictures')} className="max-sm:mx-auto max-sm:max-w-72">
      <div className="@container overflow-hidden rounded-lg border border-line" style={{ aspectRatio: ratioOf(shown) }}>
        <Portrait eager name={character.name} image={shown} />
      </div>
      {shown && (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-xs text-faint">
          <ProviderBadge provider={shown.provider} />
          {shown.chosen && <Badge tone="good">{t('cast.chosen')}</Badge>}
          <span className="figures">
            {shown.width} × {shown.height} · {formatAge(shown.createdAt, Date.now(), language)}
          </span>
        </p>
      )}
      {character.images.length > 1 && (
        <ul className="mt-3 grid grid-cols-5 gap-1.5">
          {character.images.map((image) => (
            <li key={image.id}>
              <button
                type="button"
                aria-pressed={image.id === shown?.id}
                onClick={() => setShownId(image.id)}
                className="block aspect-[3/4] w-full overflow-hidden rounded-sm border-2 border-transparent aria-pressed:border-accent"
              >
                <Portrait name={character.name} image={image} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div aria-live="polite" className="mt-4">
        {drawing ? (
          <>
            <p className="mb-1.5 text-sm text-soft">{t('cast.drawing')}</p>
            <ProgressBar percent={drawing.progress} label={jobCatalogue[drawing.type].title[language]} active />
          </>
        ) : (
          <Button
            className="w-full"
            data-testid="draw-character"
            busy={start.isPending}
            icon={<Brush aria-hidden className="size-4" />}
            onClick={draw}
          >
            {t(character.images.length > 0 ? 'cast.drawAgain' : 'cast.draw')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** The shape of the picture; a portrait's where there is none. */
function ratioOf(image: Image | undefined): string {
  return image ? `${image.width} / ${image.height}` : '3 / 4'
}
