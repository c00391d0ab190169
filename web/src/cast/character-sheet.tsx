import { UserMinus, UserPlus } from 'lucide-react'
import type { Character } from '../../../src/contracts/entities.ts'
import { Badge, ProviderBadge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { Sheet } from '../design/dialog.tsx'
import { EmptyState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ParagraphLink } from '../novel/paragraph-link.tsx'
import { Appearance } from './appearance.tsx'
import { evidenceByName } from './evidence.ts'
import { Looks } from './looks.tsx'
import { Pictures } from './pictures.tsx'
import { useSetAside } from './use-set-aside.ts'

/** Everything known of a character, and its pictures. */
export function CharacterSheet({
  character,
  missing,
  amongModels,
  onClose,
}: {
  character: Character | undefined
  missing: boolean
  /** Models described others of the cast. */
  amongModels: boolean
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
          <Body key={character.id} character={character} amongModels={amongModels} />
        ) : (
          <EmptyState title={t('cast.missing')} text={t('app.notFound.text')} />
        )}
      </div>
    </Sheet>
  )
}

function Body({ character, amongModels }: { character: Character; amongModels: boolean }) {
  const { t } = useLanguage()
  return (
    <div className="grid gap-6 sm:grid-cols-[17rem_minmax(0,1fr)] sm:gap-8">
      <section aria-label={t('cast.pictures')} className="max-sm:mx-auto max-sm:max-w-72">
        <Pictures
          projectId={character.projectId}
          subject={{ characterId: character.id, lookId: null }}
          name={character.name}
          letterOf={character.name}
          images={character.images}
          prompt={character.prompt || character.appearance}
          refused={null}
          hasLooks={character.looks.length > 0}
        />
      </section>
      <div className="space-y-5">
        <p className="figures flex flex-wrap items-center gap-2 text-sm text-soft">
          <Badge tone={character.importance === 'main' ? 'accent' : 'neutral'}>
            {t(`cast.${character.importance}`)}
          </Badge>
          <ProviderBadge provider={character.provider} amongModels={amongModels} />
          {t('cast.mentions', { n: character.mentions })}
          {character.isNarrator && <Badge>{t('cast.narrator')}</Badge>}
          {character.gender && <Badge>{t(`cast.gender.${character.gender}`)}</Badge>}
          {character.age && <Badge>{t('cast.age', { age: character.age })}</Badge>}
        </p>
        <Membership character={character} />
        {character.aliases.length > 0 && <Part title={t('cast.aliases')}>{character.aliases.join(' · ')}</Part>}
        {character.role && <Part title={t('cast.role')}>{character.role}</Part>}
        {character.description && <Part title={t('cast.description')}>{character.description}</Part>}
        <Appearance character={character} />
        <Looks character={character} />
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
