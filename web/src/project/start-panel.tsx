import { Play } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Project } from '../../../src/contracts/entities.ts'
import { type EstimateRequest, episodeMinutes, maximumEpisodes } from '../../../src/contracts/job-inputs.ts'
import type { JobType } from '../../../src/contracts/job-types.ts'
import type { SplitMode } from '../../../src/contracts/text.ts'
import { Button } from '../design/button.tsx'
import { Choice, Field } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { modelsAsked } from '../money/models-asked.ts'
import { StartCost } from '../money/start-cost.tsx'
import { typedAmount } from '../money/typed-amount.ts'
import { useStartJob } from '../tasks/use-job-actions.ts'
import { episodeLimit, estimatedEpisodes, minutesPerEpisode } from './episode-limit.ts'

const scopes = ['adaptation', 'novel_split', 'character_extraction'] as const satisfies readonly JobType[]
type Scope = (typeof scopes)[number]

const modes = ['auto', 'chapters', 'count'] as const satisfies readonly SplitMode[]

/** What to do and how, what it would cost, and the button that starts it. */
export function StartPanel({ project, onStarted }: { project: Project; onStarted(): void }) {
  const { t } = useLanguage()
  const [scope, setScope] = useState<Scope>('adaptation')
  const [mode, setMode] = useState<SplitMode>('auto')
  const [episodes, setEpisodes] = useState('')
  const [typedMinutes, setTypedMinutes] = useState(String(episodeMinutes.usual))
  const [images, setImages] = useState(true)
  const [typedBudget, setTypedBudget] = useState('')
  const [tried, setTried] = useState(false)
  const start = useStartJob({ inPlace: true })
  const limit = episodeLimit(episodes, mode)
  const problem = tried && limit === 'invalid' ? t('start.count.problem', { maximum: maximumEpisodes }) : undefined

  const minutes = minutesPerEpisode(typedMinutes)
  const minutesProblem = tried && minutes === 'invalid' ? t('start.minutes.problem', episodeMinutes) : undefined

  const budget = typedAmount(typedBudget)
  const budgetProblem = tried && budget === 'invalid' ? t('money.budget.problem') : undefined
  const splits = scope !== 'character_extraction'
  const casts = scope !== 'novel_split'
  const isPossible = !splits || (limit !== 'invalid' && (mode !== 'auto' || minutes !== 'invalid'))
  const split = {
    mode,
    ...(typeof limit === 'number' && { maxEpisodes: limit }),
    ...(mode === 'auto' && { minutesPerEpisode: minutes }),
  }
  const request: EstimateRequest = { type: scope, input: { ...(splits && split), ...(casts && { images }) } }

  function run(): void {
    setTried(true)
    if (budget === 'invalid' || !isPossible) return
    const order = { ...request, projectId: project.id, ...(budget !== null && { budgetUsd: budget }) }
    start.mutate(order, { onSuccess: onStarted })
  }

  return (
    <section aria-labelledby="start-title" className="panel mb-8 p-5 sm:p-7">
      <h2 id="start-title" className="title text-xl">
        {t(project.counts.episodes > 0 ? 'start.again' : 'start.title')}
      </h2>
      <p className="mt-1 max-w-2xl text-soft">{t('start.text')}</p>
      <div className="mt-5">
        <Choice
          stacks
          legend={t('start.scope')}
          name="scope"
          value={scope}
          onChange={setScope}
          options={scopes.map((value) => ({
            value,
            label: t(`start.scope.${value}`),
            text: t(`start.scope.${value}.text`),
          }))}
        />
      </div>
      {splits && (
        <div className="mt-5">
          <div className="flex flex-wrap items-start gap-5 [&>fieldset]:min-w-0 [&>fieldset]:flex-1 [&>fieldset]:basis-96">
            <Choice
              legend={t('start.mode')}
              name="mode"
              value={mode}
              onChange={setMode}
              options={modes.map((value) => ({
                value,
                label: t(`start.mode.${value}`),
                text: t(`start.mode.${value}.text`),
              }))}
            />
            {mode === 'auto' && (
              <Field
                label={t('start.minutes')}
                name="minutesPerEpisode"
                inputMode="decimal"
                autoComplete="off"
                value={typedMinutes}
                problem={minutesProblem}
                onChange={(event) => setTypedMinutes(event.target.value)}
                className="w-40 grow sm:max-w-48"
              />
            )}
            <Field
              label={t(mode === 'count' ? 'start.count' : 'start.maximum')}
              name="maxEpisodes"
              inputMode="numeric"
              autoComplete="off"
              placeholder={mode === 'count' ? '' : t('start.maximum.placeholder')}
              value={episodes}
              problem={problem}
              onChange={(event) => setEpisodes(event.target.value)}
              className="w-40 grow sm:max-w-48"
            />
          </div>
          <ModeHint
            mode={mode}
            project={project}
            estimate={
              project.novel && minutes !== 'invalid' && limit !== 'invalid'
                ? estimatedEpisodes(project.novel, minutes, limit)
                : null
            }
          />
        </div>
      )}
      {casts && (
        <label className="mt-4 inline-flex items-center gap-2.5">
          <input
            type="checkbox"
            checked={images}
            onChange={(event) => setImages(event.target.checked)}
            className="size-4"
          />
          {t('start.images')}
        </label>
      )}
      <div className="mt-5">
        <StartCost
          projectId={project.id}
          models={modelsAsked(request)}
          request={isPossible ? request : null}
          budget={typedBudget}
          problem={budgetProblem}
          onBudget={setTypedBudget}
        />
      </div>
      <Button
        tone="primary"
        size="large"
        data-testid="start-adaptation"
        icon={<Play aria-hidden className="size-4 fill-current" />}
        busy={start.isPending}
        onClick={run}
        className="mt-6 max-sm:w-full"
      >
        {t(`start.button.${scope}`)}
      </Button>
      {start.isError && (
        <div className="mt-4">
          <ErrorState compact error={start.error} />
        </div>
      )}
    </section>
  )
}

/** What the chosen way of dividing means for this novel. */
function ModeHint({ mode, project, estimate }: { mode: SplitMode; project: Project; estimate: number | null }) {
  const { t } = useLanguage()
  return (
    <p aria-live="polite" className="mt-2 text-sm text-soft">
      {mode === 'auto' && estimate !== null && (
        <span data-testid="estimate" className="figures font-medium text-ink">
          {t('start.estimate', { n: estimate })}{' '}
        </span>
      )}
      {t(`start.hint.${mode}`, { n: project.novel?.chapters ?? 0 })}
      {mode === 'chapters' && (
        <>
          {' '}
          <Link
            href={`/projects/${project.id}/novel`}
            className="font-medium text-accent-strong underline underline-offset-2"
          >
            {t('start.checkChapters')}
          </Link>
        </>
      )}
    </p>
  )
}
