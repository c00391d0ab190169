import { Clapperboard } from 'lucide-react'
import type { JobType } from '../../../src/contracts/job-types.ts'
import { EmptyState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import type { JobNode } from '../live/job-tree.ts'
import { useLive, useLiveTrees } from '../live/live.tsx'
import { JobRow } from './job-row.tsx'

export function LiveList({ type, projectId }: { type: JobType | null; projectId: string | null }) {
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
  const trees = type === null ? all : all.filter((tree) => holds(tree, type))
  if (trees.length === 0) {
    return (
      <EmptyState
        icon={<Clapperboard aria-hidden className="size-9" strokeWidth={1.3} />}
        title={type || projectId ? t('tasks.emptyFiltered') : t('tasks.empty.live')}
        text={type || projectId ? undefined : t('tasks.empty.live.text')}
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
