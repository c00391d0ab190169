import { Check } from 'lucide-react'
import { Link } from 'wouter'
import type { Character } from '../../../src/contracts/entities.ts'
import type { Job } from '../../../src/contracts/job.ts'
import { ProviderBadge } from '../design/badge.tsx'
import { Portrait } from '../design/portrait.tsx'
import { useLanguage } from '../i18n/language.tsx'

export function CharacterCard({
  character,
  href,
  drawing,
  selected,
  selecting,
  amongModels,
  onToggle,
}: {
  character: Character
  href: string
  drawing: Job | undefined
  selected: boolean
  /** Some character is selected: the checks of all are shown. */
  selecting: boolean
  /** Models described others of the cast. */
  amongModels: boolean
  onToggle(): void
}) {
  const { t } = useLanguage()
  const [image] = character.images
  return (
    <article
      data-testid="character-card"
      data-character-id={character.id}
      data-images={character.images.length}
      className={`panel group relative flex h-full flex-col overflow-hidden transition-colors hover:border-line-strong ${selected ? 'outline-2 outline-accent' : ''}`}
    >
      <div className="@container relative aspect-[3/4] overflow-hidden border-b border-line">
        <Portrait name={character.name} image={image} />
        {drawing && (
          <span className="absolute inset-x-0 bottom-0 overflow-hidden bg-raised/88 px-3 py-1.5 text-sm">
            <span className="breathe">{t('cast.drawing')}</span>
          </span>
        )}
      </div>
      <div className="flex flex-1 flex-col p-3 sm:p-4">
        <h3 className="flex items-start justify-between gap-2">
          <Link href={href} className="title min-w-0 text-lg wrap-anywhere after:absolute after:inset-0">
            {character.name}
          </Link>
          <ProviderBadge provider={character.provider ?? image?.provider ?? null} amongModels={amongModels} />
        </h3>
        {character.aliases.length > 0 && (
          <p className="truncate text-sm text-faint" title={character.aliases.join(' · ')}>
            {character.aliases.join(' · ')}
          </p>
        )}
        <p className="mt-1 line-clamp-2 text-sm text-soft wrap-anywhere">{character.role || t('cast.describing')}</p>
        <p className="figures mt-auto pt-2 text-xs text-faint">{t('cast.mentions', { n: character.mentions })}</p>
      </div>
      <label className="absolute top-0 left-0 z-10 p-2.5">
        <input
          type="checkbox"
          checked={selected}
          onChange={onToggle}
          aria-label={t('cast.select', { name: character.name })}
          className="peer absolute inset-2.5 size-6 opacity-0"
        />
        <span
          aria-hidden
          className={`pointer-events-none flex size-6 items-center justify-center rounded-full border-2 border-light bg-veil text-transparent shadow-lift transition-colors peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent ${selecting ? '' : 'sm:opacity-0'} sm:group-hover:opacity-100 sm:peer-checked:opacity-100 sm:peer-focus-visible:opacity-100`}
        >
          <Check className="size-4" strokeWidth={3} />
        </span>
      </label>
    </article>
  )
}
