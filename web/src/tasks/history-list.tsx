import { useInfiniteQuery } from '@tanstack/react-query'
import { Film } from 'lucide-react'
import { useMemo } from 'react'
import type { JobType } from '../../../src/contracts/job-types.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useLive } from '../live/live.tsx'
import { historyList } from './history.ts'
import { JobRow } from './job-row.tsx'
import { type TaskTab, tabStatuses } from './task-url.ts'

const pageSize = 30

/** Ended jobs, newest first, a page at a time. */
export function HistoryList({
  tab,
  type,
  projectId,
}: {
  tab: Exclude<TaskTab, 'live'>
  type: JobType | null
  projectId: string | null
}) {
  const { t } = useLanguage()
  const { jobs, deleted } = useLive()
  const statuses = tabStatuses[tab]
  const history = useInfiniteQuery({
    queryKey: [...keys.history, tab, type, projectId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.getUserJobs(
        {
          status: [...statuses],
          type: type ?? undefined,
          // Parts are listed in their job; a page of parts alone would be an empty page.
          parentId: type === null ? 'none' : undefined,
          projectId: projectId ?? undefined,
          limit: pageSize,
          cursor: pageParam,
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const list = useMemo(
    () =>
      historyList(history.data?.pages.flatMap((page) => page.items) ?? [], !history.hasNextPage, jobs, deleted, {
        statuses,
        type,
        projectId,
      }),
    [history.data, history.hasNextPage, jobs, deleted, statuses, type, projectId],
  )

  if (history.isPending) {
    return (
      <Loading>
        <div className="space-y-3">
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} className="h-20" />
          ))}
        </div>
      </Loading>
    )
  }
  if (history.isError && !history.data)
    return <ErrorState error={history.error} onRetry={() => void history.refetch()} />
  return (
    <>
      {list.length === 0 && !history.hasNextPage && (
        <EmptyState
          icon={<Film aria-hidden className="size-9" strokeWidth={1.3} />}
          title={type || projectId ? t('tasks.emptyFiltered') : t(`tasks.empty.${tab}`)}
          text={tab === 'failed' && !type && !projectId ? t('tasks.empty.failed.text') : undefined}
        />
      )}
      <ul className="space-y-3">
        {list.map((job) => (
          <li key={job.id}>
            <JobRow node={{ job, children: [] }} />
          </li>
        ))}
      </ul>
      {history.isFetchNextPageError && (
        <div className="mt-3">
          <ErrorState compact error={history.error} onRetry={() => void history.fetchNextPage()} />
        </div>
      )}
      {history.hasNextPage && !history.isFetchNextPageError && (
        <div className="mt-4 flex justify-center">
          <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('common.more')}
          </Button>
        </div>
      )}
    </>
  )
}
