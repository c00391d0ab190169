import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, LoaderCircle } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { JobItem } from '../../../src/contracts/job.ts'
import { type ItemStatus, isLive } from '../../../src/contracts/statuses.ts'
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
import { JobRow } from './job-row.tsx'
import { itemTitle } from './job-words.ts'

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
  return (
    <div>
      <h4 className="caption mb-1">{t('tasks.items')}</h4>
      <ul>
        {(all ? list : list.slice(0, shownFirst)).map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
      {!all && list.length > shownFirst && <ShowAll count={list.length} onClick={() => setAll(true)} />}
    </div>
  )
}

const icons: Record<ItemStatus, { Icon: typeof CircleCheck; look: string }> = {
  pending: { Icon: CircleDashed, look: 'text-faint' },
  processing: { Icon: LoaderCircle, look: 'text-accent animate-spin' },
  completed: { Icon: CircleCheck, look: 'text-good' },
  failed: { Icon: CircleAlert, look: 'text-bad' },
  cancelled: { Icon: CircleSlash, look: 'text-faint' },
}

function ItemRow({ item }: { item: JobItem }) {
  const { language, t } = useLanguage()
  const { Icon, look } = icons[item.status]
  return (
    <li data-testid="item-row" data-status={item.status} className="flex items-start gap-2 py-1 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <span className="sr-only">{t(`status.${item.status}`)}</span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        {itemTitle(item, t)}
        {item.error && (
          <span className="block text-bad">
            {item.error.message[language]} <code className="text-xs opacity-80">{item.error.code}</code>
          </span>
        )}
      </span>
      {item.attempts > 1 && (
        <span className="figures shrink-0 text-faint">{t('tasks.attempts', { n: item.attempts })}</span>
      )}
    </li>
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
