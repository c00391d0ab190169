import { Clapperboard } from 'lucide-react'
import type { JobType } from '../../../src/contracts/job-types.ts'
import type { WaitingReason } from '../../../src/contracts/statuses.ts'
import { EmptyState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { hasWaiting, type JobNode } from '../live/job-tree.ts'
import { useLive, useLiveTrees } from '../live/live.tsx'
import { JobRow } from './job-row.tsx'

export function LiveList({
  type,
  projectId,
  waiting,
}: {
  type: JobType | null
  projectId: string | null
  waiting: WaitingReason | null
}) {
  const { t } = useLanguage()
  const { ready } = useLive()
  const all = useLiveTrees(projectId ?? undefined)
  if (!ready) {
    return (
      <Loading>
        <Skeleton className="h-24" />
      </Loading>
    )
  }
  const trees = all.filter(
    (tree) => (type === null || holds(tree, type)) && (waiting === null || hasWaiting(tree, waiting)),
  )
  if (trees.length === 0) {
    const isFiltered = type !== null || projectId !== null || waiting !== null
    return (
      <EmptyState
        icon={<Clapperboard aria-hidden className="size-9" strokeWidth={1.3} />}
        title={t(isFiltered ? 'tasks.emptyFiltered' : 'tasks.empty.live')}
        text={isFiltered ? undefined : t('tasks.empty.live.text')}
      />
    )
  }
  return (
    <ul className="space-y-3">
      {trees.map((tree) => (
        <li key={tree.job.id}>
          <JobRow node={tree} open={tree.children.length > 0} />
        </li>
      ))}
    </ul>
  )
}

function holds(node: JobNode, type: JobType): boolean {
  return node.job.type === type || node.children.some((child) => holds(child, type))
}
