import { ChevronRight, Hourglass } from 'lucide-react'
import { useId, useState } from 'react'
import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import { isLive } from '../../../src/contracts/statuses.ts'
import { Badge, ProviderBadge } from '../design/badge.tsx'
import { ProgressBar } from '../design/progress-bar.tsx'
import { formatAge, formatDuration } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import type { JobNode } from '../live/job-tree.ts'
import { useLive } from '../live/live.tsx'
import { BudgetBanner } from '../money/budget-banner.tsx'
import { budgetWaitOf } from '../money/budget-wait.ts'
import { JobCost } from '../money/job-cost.tsx'
import { JobActions } from './job-actions.tsx'
import { JobDetails } from './job-details.tsx'
import {
  elapsedMs,
  failedItems,
  jobTitle,
  phaseWords,
  statusTones,
  statusWords,
  stepWords,
  waitingWords,
} from './job-words.ts'
import { useNow } from './use-now.ts'

/** One job with its progress; opened, its parts and its items. */
export function JobRow({
  node,
  open = false,
  depth = 0,
  atHome = false,
}: {
  node: JobNode
  open?: boolean
  depth?: number
  /** Shown on its project's own page, which needs no way there. */
  atHome?: boolean
}) {
  const { job } = node
  const { language, t } = useLanguage()
  // Until the person decides, it follows `open`: the parts of a job come after the job.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const expanded = chosen ?? open
  const detailsId = useId()
  const title = jobTitle(job, language)
  // The whole says it for its parts, because its budget is the one to raise.
  const budgetWait = depth === 0 && isLive(job.status) ? budgetWaitOf(node) : null
  return (
    <article
      data-testid="job-row"
      data-job-id={job.id}
      data-status={job.status}
      aria-label={title}
      className={depth === 0 ? 'panel p-3.5 sm:p-4' : 'border-l-2 border-line pl-3'}
    >
      <div className="flex items-start gap-2">
        <button
          type="button"
          aria-expanded={expanded}
          aria-controls={detailsId}
          aria-label={t(expanded ? 'tasks.collapse' : 'tasks.expand', { title })}
          onClick={() => setChosen(!expanded)}
          className="-ml-1 mt-0.5 flex size-6 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-sunken hover:text-ink"
        >
          <ChevronRight aria-hidden className={`size-4 transition-transform ${expanded ? 'rotate-90' : ''}`} />
        </button>
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="min-w-0 font-medium wrap-anywhere">{title}</h3>
            <Badge tone={job.cancelRequested && isLive(job.status) ? 'warn' : statusTones[job.status]}>
              {statusWords(job, t)}
            </Badge>
            <ProviderBadge provider={job.provider} />
          </div>
          {depth === 0 && !atHome && <p className="truncate text-sm text-faint">{job.projectName}</p>}
        </div>
        <JobActions job={job} ofParent={depth > 0} atHome={atHome} />
      </div>
      <div className="mt-2 pl-7">
        <Progress node={node} />
        {budgetWait && <BudgetBanner job={job} waiting={budgetWait} />}
      </div>
      {expanded && (
        <div id={detailsId} className="appear mt-3 space-y-3 pl-2 sm:pl-7">
          <JobDetails node={node} depth={depth} />
        </div>
      )}
    </article>
  )
}

function Progress({ node }: { node: JobNode }) {
  const { job } = node
  const { language, t } = useLanguage()
  const running = isLive(job.status)
  const now = useNow(running)
  const elapsed = elapsedMs(job, now)
  const failed = failedItems(job)
  const heartbeat = useLive().heartbeats.get(job.id)
  const step = heartbeat && stepWords(heartbeat)
  const tone = { neutral: 'neutral', accent: 'accent', good: 'good', warn: 'warn', bad: 'bad' } as const
  return (
    <>
      <ProgressBar
        percent={job.progress}
        segments={jobCatalogue[job.type].phases.map((phase) => phase.weight)}
        label={jobTitle(job, language)}
        active={job.status === 'processing' && !job.waiting && !budgetWaitOf(node)}
        tone={running ? 'accent' : tone[statusTones[job.status]]}
      />
      <p className="figures mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-soft">
        <span className="font-medium text-ink">{job.progress}%</span>
        {running && job.phase && (
          <span>
            {phaseWords(node, t)}
            {step && ` · ${step}`}
          </span>
        )}
        {failed > 0 && <span className="text-warn">{t('tasks.failedItems', { n: failed })}</span>}
        {elapsed !== null && (
          <span>
            <span className="sr-only">{t('tasks.elapsed')} </span>
            {formatDuration(elapsed)}
          </span>
        )}
        {!running && job.completedAt && <span className="text-faint">{formatAge(job.completedAt, now, language)}</span>}
        <JobCost job={job} />
      </p>
      {running && job.waiting && job.waiting.reason !== 'budget' && (
        <p role="status" className="mt-1 flex items-start gap-1.5 text-sm text-warn">
          <Hourglass aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="wrap-anywhere">{waitingWords(job.waiting, language, t)}</span>
        </p>
      )}
      {job.error && (
        <p className="mt-1 text-sm wrap-anywhere text-bad">
          {job.error.message[language]} <code className="text-xs opacity-80">{job.error.code}</code>
        </p>
      )}
    </>
  )
}
