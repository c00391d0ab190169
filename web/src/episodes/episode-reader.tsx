import { ArrowLeft, ArrowRight, Copy, Download, List } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { Link } from 'wouter'
import type { Episode, Project } from '../../../src/contracts/entities.ts'
import { hasModelWork } from '../design/among-models.ts'
import { ProviderBadge } from '../design/badge.tsx'
import { Button, buttonLook } from '../design/button.tsx'
import { EmptyState, ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { copyText, downloadText } from '../design/text-tools.ts'
import { useLanguage } from '../i18n/language.tsx'
import { SourceText } from '../novel/source-text.tsx'
import { useEpisodes } from '../project/use-project.ts'
import { episodeMarkdown, scriptBody } from './episode-text.ts'
import { MarkdownView } from './markdown-view.tsx'

/** One episode to be read: what it is about, its script, and the words of the novel it came from. */
export default function EpisodeReader({ project, number }: { project: Project; number: number }) {
  const { t } = useLanguage()
  const episodes = useEpisodes(project.id)
  if (episodes.isPending) {
    return (
      <Loading>
        <Skeleton className="h-9 w-1/2" />
        <Skeleton className="mt-6 h-96 max-w-2xl" />
      </Loading>
    )
  }
  if (episodes.isError && !episodes.data) {
    return <ErrorState error={episodes.error} onRetry={() => void episodes.refetch()} />
  }
  const episode = episodes.data.find((one) => one.number === number)
  if (!episode) {
    return (
      <EmptyState wholePage title={t('episodes.missing')}>
        <Link href={`/projects/${project.id}`} className={buttonLook('plain', 'medium')}>
          {t('episodes.list')}
        </Link>
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-10 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <Sidebar project={project} episodes={episodes.data} current={episode.number} />
      <EpisodeView
        key={episode.id}
        project={project}
        episode={episode}
        count={episodes.data.length}
        amongModels={hasModelWork(episodes.data)}
      />
    </div>
  )
}

function Sidebar({ project, episodes, current }: { project: Project; episodes: Episode[]; current: number }) {
  const { t } = useLanguage()
  const active = useRef<HTMLAnchorElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current episode comes into view whenever it changes.
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <nav
      aria-label={t('episodes.list')}
      className="lg:sticky lg:top-20 lg:flex lg:max-h-[calc(100dvh-7rem)] lg:flex-col"
    >
      <Link href={`/projects/${project.id}`} className="flex items-center gap-2 text-soft hover:text-ink">
        <ArrowLeft aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{project.name}</span>
      </Link>
      <ol className="mt-4 hidden space-y-0.5 overflow-y-auto p-0.5 lg:block">
        {episodes.map((episode) => (
          <li key={episode.id}>
            <Link
              ref={episode.number === current ? active : undefined}
              href={`/projects/${project.id}/episodes/${episode.number}`}
              aria-current={episode.number === current ? 'page' : undefined}
              className="flex gap-2.5 rounded-md px-2 py-1.5 text-sm text-soft hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-strong"
            >
              <span className="figures text-faint">{String(episode.number).padStart(2, '0')}</span>
              <span className="line-clamp-2">{episode.content?.title ?? t('episodes.writing')}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function EpisodeView({
  project,
  episode,
  count,
  amongModels,
}: {
  project: Project
  episode: Episode
  count: number
  amongModels: boolean
}) {
  const { t } = useLanguage()
  const [view, setView] = useState<'script' | 'source'>('script')
  const { content } = episode
  const range = t('novel.range', { from: episode.startParagraph + 1, to: episode.endParagraph })
  return (
    <article className="min-w-0">
      <p className="figures flex flex-wrap items-center gap-3 text-sm text-faint">
        <span className="font-medium text-accent">{t('episodes.number', { n: episode.number })}</span>
        <span>{range}</span>
        <ProviderBadge provider={episode.provider} amongModels={amongModels} />
      </p>
      <h1 className="title mt-1 text-2xl wrap-anywhere sm:text-3xl">{content?.title ?? t('episodes.writing')}</h1>
      {content && (
        <dl className="mt-6 max-w-2xl space-y-4 border-l-2 border-line pl-5">
          <div>
            <dt className="caption">{t('episodes.summary')}</dt>
            <dd className="wrap-anywhere">{content.summary}</dd>
          </div>
          <div>
            <dt className="caption">{t('episodes.hook')}</dt>
            <dd className="text-warn wrap-anywhere">{content.hook}</dd>
          </div>
        </dl>
      )}
      <div className="mt-8 mb-6 flex flex-wrap items-center gap-2 border-b border-line pb-3">
        <div className="mr-auto flex gap-1">
          {(['script', 'source'] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => setView(name)}
              className="h-8 rounded-md px-3 text-sm font-medium text-soft hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
            >
              {t(`episodes.${name}`)}
            </button>
          ))}
        </div>
        {content && <ScriptButtons project={project} episode={episode} />}
      </div>
      {view === 'source' && project.novel ? (
        <SourceText novel={project.novel} range={episode} />
      ) : content ? (
        <MarkdownView lang={project.language} source={scriptBody(content)} />
      ) : (
        <p className="text-soft">{t('episodes.unwritten.text')}</p>
      )}
      <Neighbours projectId={project.id} number={episode.number} count={count} />
    </article>
  )
}

function ScriptButtons({ project, episode }: { project: Project; episode: Episode }) {
  const { t } = useLanguage()
  const number = t('episodes.number', { n: episode.number })
  const text = () => episodeMarkdown(episode, { number, summary: t('episodes.summary'), hook: t('episodes.hook') })
  const copy = async () => {
    if (await copyText(text())) toast.success(t('common.copied'))
    else toast.error(t('common.clipboardBlocked'))
  }
  return (
    <>
      <Button
        size="small"
        aria-label={t('episodes.copy')}
        icon={<Copy aria-hidden className="size-3.5" />}
        onClick={() => void copy()}
      >
        <span className="max-sm:sr-only">{t('common.copy')}</span>
      </Button>
      <Button
        size="small"
        aria-label={t('episodes.download')}
        icon={<Download aria-hidden className="size-3.5" />}
        onClick={() => downloadText(`${project.name} ${number}.md`, text())}
      >
        <span className="max-sm:sr-only">{t('common.download')}</span>
      </Button>
    </>
  )
}

function Neighbours({ projectId, number, count }: { projectId: string; number: number; count: number }) {
  const { t } = useLanguage()
  const look = buttonLook('plain', 'medium')
  const address = (other: number) => `/projects/${projectId}/episodes/${other}`
  return (
    <div className="mt-12 flex max-w-[40rem] items-center justify-between gap-3 border-t border-line pt-5">
      {number > 1 ? (
        <Link href={address(number - 1)} className={look}>
          <ArrowLeft aria-hidden className="size-4" />
          {t('episodes.previous')}
        </Link>
      ) : (
        <span />
      )}
      <Link href={`/projects/${projectId}`} aria-label={t('episodes.list')} className={buttonLook('quiet', 'medium')}>
        <List aria-hidden className="size-4" />
      </Link>
      {number < count ? (
        <Link href={address(number + 1)} className={look}>
          {t('episodes.next')}
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      ) : (
        <span />
      )}
    </div>
  )
}
