import { Download, Sparkle } from 'lucide-react'
import { Link } from 'wouter'
import type { Episode, Novel, Project } from '../../../src/contracts/entities.ts'
import { hasModelWork } from '../design/among-models.ts'
import { ProviderBadge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { downloadText } from '../design/text-tools.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useLiveTrees } from '../live/live.tsx'
import { CoverageBar } from '../project/coverage-bar.tsx'
import { useEpisodes } from '../project/use-project.ts'
import { episodeMarkdown } from './episode-text.ts'
import { LiveScript } from './live-script.tsx'
import { useWriters } from './use-writers.ts'

export function EpisodesTab({ project, novel }: { project: Project; novel: Novel }) {
  const { t } = useLanguage()
  const episodes = useEpisodes(project.id)
  const writing = useLiveTrees(project.id).some(({ job }) => job.type === 'adaptation' || job.type === 'novel_split')
  const writers = useWriters(project.id)
  if (episodes.isPending) {
    return (
      <Loading>
        <Skeleton className="mb-6 h-10" />
        <RowSkeletons />
      </Loading>
    )
  }
  if (episodes.isError && !episodes.data) {
    return <ErrorState error={episodes.error} onRetry={() => void episodes.refetch()} />
  }
  if (episodes.data.length === 0) {
    return writing ? <RowSkeletons /> : <EmptyState title={t('episodes.empty')} text={t('episodes.empty.text')} />
  }
  const written = episodes.data.filter((episode) => episode.content)
  const amongModels = hasModelWork(episodes.data)
  return (
    <>
      <CoverageBar novel={novel} episodes={episodes.data} />
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3">
        <p role="status" className="figures text-sm text-soft">
          {t('episodes.progress', { done: written.length, total: episodes.data.length })}
        </p>
        {written.length > 0 && <DownloadAll project={project} episodes={written} />}
      </div>
      <ol className="panel divide-y divide-line overflow-hidden">
        {episodes.data.map((episode) => (
          <li key={episode.id} data-testid="episode-row" data-written={episode.content !== null}>
            <EpisodeRow
              episode={episode}
              language={project.language}
              amongModels={amongModels}
              writing={writing}
              writerId={writers.get(episode.id)}
            />
          </li>
        ))}
      </ol>
    </>
  )
}

function EpisodeRow({
  episode,
  language,
  amongModels,
  writing,
  writerId,
}: {
  episode: Episode
  /** Of the script. */
  language: string
  amongModels: boolean
  writing: boolean
  /** The item that is writing it. */
  writerId: string | undefined
}) {
  const { t } = useLanguage()
  const { content } = episode
  const number = (
    <span className={`title figures w-9 shrink-0 text-2xl sm:w-14 ${content ? 'text-accent' : 'text-faint'}`}>
      {String(episode.number).padStart(2, '0')}
    </span>
  )
  if (!content) {
    return (
      <div className="flex gap-3 px-4 py-5 sm:gap-5 sm:px-6">
        {number}
        <div className="min-w-0 flex-1">
          <p className="text-sm text-faint">
            <span className="sr-only">{t('episodes.number', { n: episode.number })} </span>
            {writing ? t('episodes.writing') : `${t('episodes.unwritten')} · ${t('episodes.unwritten.text')}`}
          </p>
          {writing && (
            <LiveScript
              itemId={writerId}
              episodeNumber={episode.number}
              language={language}
              fallback={
                <>
                  <Skeleton className="mt-2.5 h-3 w-4/5" />
                  <Skeleton className="mt-2 h-3 w-3/5" />
                </>
              }
            />
          )}
        </div>
        <Range episode={episode} amongModels={amongModels} />
      </div>
    )
  }
  return (
    <Link
      href={`/projects/${episode.projectId}/episodes/${episode.number}`}
      className="flex gap-3 px-4 py-5 -outline-offset-2 transition-colors hover:bg-sunken sm:gap-5 sm:px-6"
    >
      {number}
      <div className="min-w-0 flex-1">
        <h2 className="title text-lg wrap-anywhere">
          <span className="sr-only">{t('episodes.number', { n: episode.number })} </span>
          {content.title}
        </h2>
        <p className="mt-1 line-clamp-2 max-w-3xl text-soft wrap-anywhere">{content.summary}</p>
        <p className="mt-2 flex max-w-3xl gap-1.5 text-sm text-warn">
          <Sparkle aria-label={t('episodes.hook')} className="mt-0.5 size-3.5 shrink-0" />
          <span className="line-clamp-1 wrap-anywhere">{content.hook}</span>
        </p>
      </div>
      <Range episode={episode} amongModels={amongModels} />
    </Link>
  )
}

function Range({ episode, amongModels }: { episode: Episode; amongModels: boolean }) {
  const { t } = useLanguage()
  return (
    <span className="hidden shrink-0 flex-col items-end gap-1.5 sm:flex">
      <span className="figures text-sm text-faint">
        <span className="sr-only">
          {t('novel.range', { from: episode.startParagraph + 1, to: episode.endParagraph })}
        </span>
        <span aria-hidden>
          ¶ {episode.startParagraph + 1}–{episode.endParagraph}
        </span>
      </span>
      <ProviderBadge provider={episode.provider} amongModels={amongModels} />
    </span>
  )
}

function DownloadAll({ project, episodes }: { project: Project; episodes: Episode[] }) {
  const { t } = useLanguage()
  const save = () =>
    downloadText(
      `${project.name}.md`,
      episodes
        .map((episode) =>
          episodeMarkdown(episode, {
            number: t('episodes.number', { n: episode.number }),
            summary: t('episodes.summary'),
            hook: t('episodes.hook'),
          }),
        )
        .join('\n'),
    )
  return (
    <Button size="small" tone="quiet" icon={<Download aria-hidden className="size-4" />} onClick={save}>
      {t('episodes.downloadAll')}
    </Button>
  )
}

function RowSkeletons() {
  return (
    <div className="panel divide-y divide-line">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex gap-5 px-4 py-5 sm:px-6">
          <Skeleton className="h-8 w-9 shrink-0" />
          <div className="flex-1">
            <Skeleton className="h-4 w-1/3" />
            <Skeleton className="mt-3 h-3 w-4/5" />
            <Skeleton className="mt-2 h-3 w-3/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
