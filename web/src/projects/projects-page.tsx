import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Mark } from '../app/mark.tsx'
import { Button } from '../design/button.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { CreateProjectDialog } from './create-project-dialog.tsx'
import { ProjectCard } from './project-card.tsx'

const pageSize = 24
const grid = 'grid gap-4 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3'

export function ProjectsPage() {
  const { t } = useLanguage()
  const [creating, setCreating] = useState(false)
  const projects = useInfiniteQuery({
    queryKey: keys.projects,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => client.projects({ limit: pageSize, cursor: pageParam }, { signal }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const list = projects.data?.pages.flatMap((page) => page.items) ?? []
  const create = (
    <Button
      tone="primary"
      data-testid="create-project"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setCreating(true)}
    >
      {t('projects.create')}
    </Button>
  )

  return (
    <>
      <CreateProjectDialog open={creating} onOpenChange={setCreating} />
      {projects.isPending ? (
        <Loading>
          <Skeleton className="mb-8 h-10 w-40" />
          <div className={grid}>
            {[0, 1, 2].map((card) => (
              <Skeleton key={card} className="h-64" />
            ))}
          </div>
        </Loading>
      ) : projects.isError && !projects.data ? (
        <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />
      ) : list.length === 0 ? (
        <FirstSteps>{create}</FirstSteps>
      ) : (
        <>
          <div className="mb-6 flex flex-wrap items-end justify-between gap-4 sm:mb-8">
            <h1 className="title text-2xl sm:text-3xl">{t('projects.title')}</h1>
            {create}
          </div>
          <ul className={grid}>
            {list.map((project) => (
              <li key={project.id} className="min-w-0">
                <ProjectCard project={project} />
              </li>
            ))}
          </ul>
          {projects.isFetchNextPageError && (
            <div className="mt-5">
              <ErrorState compact error={projects.error} onRetry={() => void projects.fetchNextPage()} />
            </div>
          )}
          {projects.hasNextPage && !projects.isFetchNextPageError && (
            <div className="mt-8 flex justify-center">
              <Button busy={projects.isFetchingNextPage} onClick={() => void projects.fetchNextPage()}>
                {t('common.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  )
}

function FirstSteps({ children }: { children: React.ReactNode }) {
  const { t } = useLanguage()
  const steps = [t('projects.step1'), t('projects.step2'), t('projects.step3')]
  return (
    <section className="mx-auto max-w-3xl py-8 sm:py-16">
      <Mark className="size-16" />
      <h1 className="title mt-6 text-3xl">{t('projects.empty')}</h1>
      <p className="mt-3 max-w-xl text-lg text-soft">{t('projects.empty.text')}</p>
      <ol className="mt-10 grid gap-6 border-t border-line pt-6 sm:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step}>
            <span className="title figures text-2xl text-accent">{index + 1}</span>
            <p className="mt-1">{step}</p>
          </li>
        ))}
      </ol>
      <div className="mt-10">{children}</div>
    </section>
  )
}
