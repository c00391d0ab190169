import { Play } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Project } from '../../../src/contracts/entities.ts'
import { episodeMinutes, maximumEpisodes } from '../../../src/contracts/job-inputs.ts'
import type { SplitMode } from '../../../src/contracts/text.ts'
import { Button } from '../design/button.tsx'
import { Choice, Field } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { StartCost } from '../money/start-cost.tsx'
import { typedAmount } from '../money/typed-amount.ts'
import { useStartJob } from '../tasks/use-job-actions.ts'
import { episodeLimit, estimatedEpisodes, minutesPerEpisode } from './episode-limit.ts'

type TextJob = 'adaptation' | 'novel_split' | 'character_extraction'

const modes = ['auto', 'chapters', 'count'] as const satisfies readonly SplitMode[]

/** How to adapt, and the button that starts it. */
export function StartPanel({ project, onStarted }: { project: Project; onStarted(): void }) {
  const { t } = useLanguage()
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
  const canSplit = limit !== 'invalid' && (mode !== 'auto' || minutes !== 'invalid')

  function inputOf(type: TextJob): Record<string, unknown> {
    const split = {
      mode,
      ...(typeof limit === 'number' && { maxEpisodes: limit }),
      ...(mode === 'auto' && { minutesPerEpisode: minutes }),
    }
    return { ...(type !== 'character_extraction' && split), ...(type !== 'novel_split' && { images }) }
  }

  function run(type: TextJob): void {
    setTried(true)
    if (budget === 'invalid' || (type !== 'character_extraction' && !canSplit)) return
    const request = { type, projectId: project.id, input: inputOf(type) }
    start.mutate({ ...request, ...(budget !== null && { budgetUsd: budget }) }, { onSuccess: onStarted })
  }

  return (
    <section aria-labelledby="start-title" className="panel mb-8 p-5 sm:p-7">
      <h2 id="start-title" className="title text-xl">
        {t(project.counts.episodes > 0 ? 'start.again' : 'start.title')}
      </h2>
      <p className="mt-1 max-w-2xl text-soft">{t('start.text')}</p>
      <div className="mt-5 flex flex-wrap items-start gap-5 [&>fieldset]:min-w-0 [&>fieldset]:flex-1 [&>fieldset]:basis-96">
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
      <label className="mt-4 inline-flex items-center gap-2.5">
        <input
          type="checkbox"
          checked={images}
          onChange={(event) => setImages(event.target.checked)}
          className="size-4"
        />
        {t('start.images')}
      </label>
      <div className="mt-5">
        <StartCost
          projectId={project.id}
          request={canSplit ? { type: 'adaptation', input: inputOf('adaptation') } : null}
          budget={typedBudget}
          problem={budgetProblem}
          onBudget={setTypedBudget}
        />
      </div>
      <div className="mt-6 flex flex-wrap items-center gap-x-3 gap-y-3">
        <Button
          tone="primary"
          size="large"
          data-testid="start-adaptation"
          icon={<Play aria-hidden className="size-4 fill-current" />}
          busy={start.isPending}
          onClick={() => run('adaptation')}
          className="max-sm:w-full"
        >
          {t('start.button')}
        </Button>
        <Button tone="quiet" disabled={start.isPending} onClick={() => run('novel_split')}>
          {t('start.splitOnly')}
        </Button>
        <Button tone="quiet" disabled={start.isPending} onClick={() => run('character_extraction')}>
          {t('start.castOnly')}
        </Button>
      </div>
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
