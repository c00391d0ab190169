import { Link } from 'wouter'
import type { EstimateRequest } from '../../../src/contracts/job-inputs.ts'
import type { EffectiveSettings, KeyName } from '../../../src/contracts/settings.ts'
import { Field } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { isPaid, useSettings } from '../settings/use-settings.ts'
import { EstimatePanel } from './estimate-panel.tsx'

/** Who would do a job and what it would cost, with a budget for it; that it is free, where it is. */
export function StartCost({
  projectId,
  models,
  request,
  budget,
  problem,
  onBudget,
}: {
  projectId: string
  /** The models that the job asks. */
  models: readonly KeyName[]
  /** The job; null while its options are none. */
  request: EstimateRequest | null
  /** As it is typed. */
  budget: string
  problem: string | undefined
  onBudget(typed: string): void
}) {
  const { t } = useLanguage()
  const settings = useSettings(projectId)
  if (!settings.data) {
    return settings.isError ? (
      <ErrorState compact error={settings.error} onRetry={() => void settings.refetch()} />
    ) : null
  }
  const { effective } = settings.data
  const change = (
    <Link
      href={`/projects/${projectId}/settings`}
      className="font-medium whitespace-nowrap text-accent-strong underline underline-offset-2"
    >
      {t('money.change')}
    </Link>
  )
  if (!isPaid(settings.data, models)) {
    return (
      <p className="text-sm text-faint">
        {t('money.free')} {change}
      </p>
    )
  }
  return (
    <div className="space-y-3">
      <p className="text-sm wrap-anywhere text-soft">
        {models.map((name) => `${t(`money.by.${name}`, { model: modelName(effective[name]) })} `)}
        {change}
      </p>
      <EstimatePanel projectId={projectId} request={request} />
      <Field
        label={t('money.budget.start')}
        hint={t('money.budget.hint')}
        name="budgetUsd"
        inputMode="decimal"
        autoComplete="off"
        placeholder={t('money.budget.none')}
        value={budget}
        problem={problem}
        onChange={(event) => onBudget(event.target.value)}
        className="max-w-80"
      />
    </div>
  )

  function modelName({ provider, model }: EffectiveSettings[KeyName]): string {
    return provider === 'offline' ? t('money.offline') : model
  }
}
