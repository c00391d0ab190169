import { Brush, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Character, Project } from '../../../src/contracts/entities.ts'
import { hasModelWork } from '../design/among-models.ts'
import { Button, buttonLook } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useDrawings } from '../live/live.tsx'
import { StartJobButton } from '../money/start-job-button.tsx'
import { useCharacters } from '../project/use-project.ts'
import { useTextWork } from '../project/use-text-work.ts'
import { AsideList } from './aside-list.tsx'
import { groupCast } from './cast-groups.ts'
import { CharacterCard } from './character-card.tsx'
import { CharacterSheet } from './character-sheet.tsx'
import { useSetAside } from './use-set-aside.ts'

const grid = 'grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-5 lg:grid-cols-4 xl:grid-cols-5'

export function CastTab({ project, characterId }: { project: Project; characterId: string | undefined }) {
  const { t } = useLanguage()
  const [, navigate] = useLocation()
  const characters = useCharacters(project.id)
  const drawings = useDrawings(project.id)
  const setAside = useSetAside(project.id)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const groups = useMemo(() => groupCast(characters.data ?? []), [characters.data])

  if (characters.isPending) {
    return (
      <Loading>
        <div className={grid}>
          {[0, 1, 2, 3, 4].map((card) => (
            <Skeleton key={card} className="aspect-[3/5]" />
          ))}
        </div>
      </Loading>
    )
  }
  if (characters.isError && !characters.data) {
    return <ErrorState error={characters.error} onRetry={() => void characters.refetch()} />
  }
  if (characters.data.length === 0) {
    return <EmptyCast projectId={project.id} />
  }

  function toggle(id: string): void {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }
  const open = characterId ? characters.data.find(({ id }) => id === characterId) : undefined
  const address = `/projects/${project.id}/cast`
  const amongModels = hasModelWork(characters.data)
  return (
    <>
      <div className="space-y-10">
        {groups.map(({ group, members }) => (
          <section key={group} aria-label={t(`cast.${group}`)}>
            <h2 className="mb-4 flex items-baseline gap-2">
              <span className="title text-lg">{t(`cast.${group}`)}</span>
              <span className="figures text-sm text-faint">{members.length}</span>
            </h2>
            {group === 'aside' ? (
              <AsideList members={members} address={address} setAside={setAside} />
            ) : (
              <ul className={grid}>
                {members.map((character) => (
                  <li key={character.id} className="min-w-0">
                    <CharacterCard
                      character={character}
                      href={`${address}/${character.id}`}
                      drawing={drawings.get(character.id)}
                      selected={selected.has(character.id)}
                      selecting={selected.size > 0}
                      amongModels={amongModels}
                      onToggle={() => toggle(character.id)}
                    />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
      {selected.size > 0 && (
        <SelectionBar
          projectId={project.id}
          characters={characters.data.filter(({ setAsideReason }) => setAsideReason === null)}
          selected={selected}
          onSelect={setSelected}
        />
      )}
      <CharacterSheet
        character={open}
        missing={characterId !== undefined && !open}
        amongModels={amongModels}
        onClose={() => navigate(address)}
      />
    </>
  )
}

/** Nobody is there yet: the next step, unless it is being done. */
function EmptyCast({ projectId }: { projectId: string }) {
  const { t } = useLanguage()
  const isBusy = useTextWork(projectId).length > 0
  return (
    <EmptyState
      icon={<Users aria-hidden className="size-9" strokeWidth={1.3} />}
      title={t('cast.empty')}
      text={t('cast.empty.text')}
    >
      {!isBusy && (
        <div className="flex flex-wrap justify-center gap-3">
          <Link href={`/projects/${projectId}`} className={buttonLook('plain', 'medium')}>
            {t('cast.empty.start')}
          </Link>
          <StartJobButton
            projectId={projectId}
            request={{ type: 'character_extraction', input: {} }}
            title={t('start.scope.character_extraction')}
          >
            {t('start.scope.character_extraction')}
          </StartJobButton>
        </div>
      )}
    </EmptyState>
  )
}

/** What can be done with the selected characters; stays at the lower edge. */
function SelectionBar({
  projectId,
  characters,
  selected,
  onSelect,
}: {
  projectId: string
  characters: readonly Character[]
  selected: ReadonlySet<string>
  onSelect(selected: ReadonlySet<string>): void
}) {
  const { t } = useLanguage()
  const chosen = characters.filter(({ id }) => selected.has(id))
  if (chosen.length === 0) return null
  const lacking = chosen.filter(({ images }) => images.length === 0)
  // Where every one has a picture, the wish can only be another one.
  const regenerate = lacking.length === 0
  const left = regenerate ? 0 : chosen.length - lacking.length
  return (
    <div className="rise sticky bottom-4 z-20 mt-8 flex justify-center">
      <div className="panel flex flex-wrap items-center gap-2 bg-raised p-2 pl-4 shadow-float">
        <span role="status" className="figures mr-2 font-medium">
          {t('cast.selected', { n: chosen.length })}
        </span>
        <Button size="small" tone="quiet" onClick={() => onSelect(new Set(characters.map(({ id }) => id)))}>
          {t('cast.selectAll')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => onSelect(new Set())}>
          {t('cast.clear')}
        </Button>
        <StartJobButton
          size="small"
          tone="primary"
          data-testid="draw-selected"
          icon={<Brush aria-hidden className="size-3.5" />}
          projectId={projectId}
          request={{
            type: 'batch_image_generation',
            input: { characterIds: chosen.map(({ id }) => id), regenerate },
          }}
          title={t('cast.drawSelected.title', { n: chosen.length - left })}
          text={left > 0 ? t('cast.drawSelected.left', { n: left }) : undefined}
          onStarted={() => onSelect(new Set())}
        >
          {t('cast.drawSelected')}
        </StartJobButton>
      </div>
    </div>
  )
}
