import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { isLive } from '../../../src/contracts/statuses.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { formatDuration } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { itemsByUrgency } from '../live/items.ts'
import { byUrgency, type JobNode, jobTrees } from '../live/job-tree.ts'
import { useLive } from '../live/live.tsx'
import { latest } from '../live/live-state.ts'
import { JobSpending } from '../money/job-spending.tsx'
import { hasSpending } from '../money/spending-facts.tsx'
import { ItemRow } from './item-row.tsx'
import { JobRow } from './job-row.tsx'

/** Rows shown before "show all". */
const shownFirst = 12

/** The parts of a job and its items. */
export function JobDetails({ node, depth }: { node: JobNode; depth: number }) {
  const { t } = useLanguage()
  const { jobs } = useLive()
  const [all, setAll] = useState(false)
  const detail = useQuery({
    queryKey: keys.job(node.job.id),
    queryFn: ({ signal }) => client.getJobStatus(node.job.id, { signal }),
  })
  const children = useMemo(() => {
    const known = new Map(detail.data?.children.map((job) => [job.id, latest(job, jobs.get(job.id))]))
    for (const job of jobs.values()) if (job.parentId === node.job.id) known.set(job.id, job)
    // Grandchildren come with the stream; those of ended jobs are asked for when their parent is opened.
    for (const child of [...known.values()]) {
      for (const job of jobs.values()) if (job.parentId === child.id) known.set(job.id, job)
    }
    const trees = jobTrees(known.values()).reverse()
    // A few keep their order; of many, those that say something come first.
    return trees.length > shownFirst ? byUrgency(trees) : trees
  }, [detail.data, jobs, node.job.id])
  const attempts = isLive(node.job.status)
    ? (detail.data?.live?.activities.filter((activity) => activity.lastFailure) ?? [])
    : []

  return (
    <>
      {detail.isError && <ErrorState compact error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.data && hasSpending(detail.data.spending) && <JobSpending job={detail.data} canBudget={depth === 0} />}
      {attempts.map((attempt) => (
        <p
          key={`${attempt.activity}${attempt.attempt}${attempt.nextAttemptAt}`}
          className="text-sm wrap-anywhere text-warn"
        >
          {attempt.nextAttemptAt
            ? t('tasks.nextAttempt', {
                attempt: attempt.attempt,
                time: formatDuration(Date.parse(attempt.nextAttemptAt) - Date.now()),
              })
            : t('tasks.attempts', { n: attempt.attempt })}
          {' · '}
          {attempt.lastFailure}
        </p>
      ))}
      {(all ? children : children.slice(0, shownFirst)).map((child) => (
        <JobRow key={child.job.id} node={child} depth={depth + 1} />
      ))}
      {!all && children.length > shownFirst && <ShowAll count={children.length} onClick={() => setAll(true)} />}
      <Items jobId={node.job.id} quiet={children.length > 0 || detail.isPending} />
    </>
  )
}

/** `quiet`: says nothing when there are none, because the job's parts say it. */
function Items({ jobId, quiet }: { jobId: string; quiet: boolean }) {
  const { t } = useLanguage()
  const [all, setAll] = useState(false)
  const items = useQuery({
    queryKey: keys.items(jobId),
    queryFn: ({ signal }) => client.listJobItems(jobId, { signal }),
  })
  if (items.isPending) {
    return (
      <Loading compact>
        <Skeleton className="h-5 w-2/3" />
      </Loading>
    )
  }
  if (items.isError && !items.data) {
    return <ErrorState compact error={items.error} onRetry={() => void items.refetch()} />
  }
  if (items.data.length === 0) return quiet ? null : <p className="text-sm text-faint">{t('tasks.items.none')}</p>
  const list = itemsByUrgency(items.data)
  const noted = list.filter((item) => item.notes.length > 0).length
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-baseline gap-x-3">
        <h4 className="caption">{t('tasks.items')}</h4>
        {noted > 0 && (
          <p data-testid="noted-items" className="figures text-xs text-warn">
            {t('notes.count', { n: noted })}
          </p>
        )}
      </div>
      <ul>
        {(all ? list : list.slice(0, shownFirst)).map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
      {!all && list.length > shownFirst && <ShowAll count={list.length} onClick={() => setAll(true)} />}
    </div>
  )
}

function ShowAll({ count, onClick }: { count: number; onClick(): void }) {
  const { t } = useLanguage()
  return (
    <Button size="small" tone="quiet" onClick={onClick}>
      {t('common.showAll', { n: count })}
    </Button>
  )
}
