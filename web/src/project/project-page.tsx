import { lazy } from 'react'
import { Link } from 'wouter'
import { isCineqoApiError } from '../../../src/client/index.ts'
import type { Project } from '../../../src/contracts/entities.ts'
import { NotFound } from '../app/not-found.tsx'
import { CastTab } from '../cast/cast-tab.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { EpisodesTab } from '../episodes/episodes-tab.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { NovelTab } from '../novel/novel-tab.tsx'
import { NovelUpload } from '../novel/novel-upload.tsx'
import { ProjectHeader } from './project-header.tsx'
import { RunningWork, RunPanel } from './run-panel.tsx'
import { useProject } from './use-project.ts'

const EpisodeReader = lazy(() => import('../episodes/episode-reader.tsx'))
const ProjectSettings = lazy(() => import('../settings/project-settings.tsx'))

const tabs = ['episodes', 'cast', 'novel'] as const
type Tab = (typeof tabs)[number]

/** A project. `path` is the address after its id: a tab, and what is open in it. */
export function ProjectPage({ projectId, path }: { projectId: string; path: string }) {
  const project = useProject(projectId)
  if (project.isPending) {
    return (
      <Loading>
        <Skeleton className="h-10 w-2/3 max-w-96" />
        <Skeleton className="mt-4 h-5 w-1/2 max-w-72" />
        <Skeleton className="mt-10 h-72" />
      </Loading>
    )
  }
  if (project.isError && !project.data) {
    if (!isCineqoApiError(project.error) || project.error.status !== 404) {
      return <ErrorState error={project.error} onRetry={() => void project.refetch()} />
    }
    return <NotFound />
  }
  const [first = '', second] = path.split('/')
  const tab = tabs.find((name) => name === first) ?? 'episodes'
  if (tab === 'episodes' && second) return <EpisodeReader project={project.data} number={Number(second)} />
  return (
    <>
      <ProjectHeader project={project.data} />
      {first === 'settings' ? (
        <ProjectSettings projectId={projectId} />
      ) : project.data.novel === null ? (
        <NovelUpload projectId={projectId} />
      ) : (
        <>
          <TabLinks projectId={projectId} tab={tab} project={project.data} />
          {tab === 'episodes' && <RunPanel project={project.data} />}
          {tab === 'episodes' && <EpisodesTab project={project.data} novel={project.data.novel} />}
          {tab === 'cast' && <RunningWork project={project.data} />}
          {tab === 'cast' && <CastTab project={project.data} characterId={second} />}
          {tab === 'novel' && (
            <NovelTab project={project.data} novel={project.data.novel} paragraph={paragraphOf(second)} />
          )}
        </>
      )}
    </>
  )
}

/** A paragraph of an address, where it is counted from 1 as everywhere on the page. */
function paragraphOf(part: string | undefined): number | null {
  return part !== undefined && /^[1-9]\d{0,8}$/.test(part) ? Number(part) - 1 : null
}

function TabLinks({ projectId, tab, project }: { projectId: string; tab: Tab; project: Project }) {
  const { t } = useLanguage()
  const counts: Record<Tab, number | null> = {
    episodes: project.counts.episodes,
    cast: project.counts.characters,
    novel: null,
  }
  return (
    <nav aria-label={t('project.tabs')} className="mb-7 flex gap-6 border-b border-line">
      {tabs.map((name) => {
        const href = `/projects/${projectId}${name === 'episodes' ? '' : `/${name}`}`
        return (
          <Link
            key={name}
            href={href}
            aria-current={tab === name ? 'page' : undefined}
            className="-mb-px border-b-2 border-transparent py-2.5 font-medium text-faint transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {t(`project.tab.${name}`)}
            {counts[name] ? <span className="figures ml-1.5 text-sm text-faint">{counts[name]}</span> : null}
          </Link>
        )
      })}
    </nav>
  )
}
