import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Image, Project } from '../../../src/contracts/entities.ts'
import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Plate, Portrait } from '../design/portrait.tsx'
import { ProgressBar } from '../design/progress-bar.tsx'
import { useLanguage } from '../i18n/language.tsx'
import type { JobNode } from '../live/job-tree.ts'
import { useLiveTrees } from '../live/live.tsx'
import { jobTitle, phaseWords, statusWords } from '../tasks/job-words.ts'
import { DeleteProject } from './delete-project.tsx'

const framesShown = 4

export function ProjectCard({ project }: { project: Project }) {
  const { t } = useLanguage()
  const trees = useLiveTrees(project.id)
  const { novel, counts } = project
  return (
    <article
      data-testid="project-card"
      className="panel group relative flex h-full flex-col overflow-hidden transition-[border-color,transform] hover:-translate-y-0.5 hover:border-line-strong"
    >
      <Strip project={project} />
      <div className="flex flex-1 flex-col p-4 sm:p-5">
        <div className="flex items-start gap-2">
          <h2 className="title min-w-0 flex-1 text-xl wrap-anywhere">
            <Link href={`/projects/${project.id}`} className="line-clamp-2 after:absolute after:inset-0">
              {project.name}
            </Link>
          </h2>
          <DeleteProject
            project={project}
            className="relative z-10 -mt-1 -mr-2 transition-opacity focus-visible:opacity-100 sm:opacity-0 sm:group-hover:opacity-100"
          />
        </div>
        <p className="figures mt-1 text-sm text-soft">
          {novel ? t('projects.size', { characters: novel.characters, n: novel.chapters }) : t('projects.noNovel')}
        </p>
        <div className="mt-auto pt-4">
          {trees[0] ? (
            <Running tree={trees[0]} count={trees.length} />
          ) : (
            <p className="figures flex flex-wrap gap-x-4 text-sm text-faint">
              <span>{t('projects.episodes', { n: counts.episodes })}</span>
              <span>{t('projects.characters', { n: counts.characters })}</span>
              <span>{t('projects.images', { n: counts.images })}</span>
            </p>
          )}
        </div>
      </div>
    </article>
  )
}

/** The pictures of the leading characters side by side, as frames of a film. */
function Strip({ project }: { project: Project }) {
  const characters = useQuery({
    queryKey: keys.characters(project.id),
    queryFn: ({ signal }) => client.listCharacters(project.id, { signal }),
    enabled: project.counts.images > 0,
    staleTime: 60_000,
  })
  const frames = (characters.data ?? [])
    .flatMap(({ id, name, images: [image] }) => (image ? [{ id, name, image: image as Image }] : []))
    .slice(0, framesShown)
  return (
    <div className="flex h-36 gap-[3px] border-b border-line bg-sunken sm:h-40">
      {frames.length === 0 ? (
        <span className="@container block size-full">
          <Plate name={project.name} />
        </span>
      ) : (
        frames.map(({ id, name, image }) => (
          <span key={id} className="@container block min-w-0 flex-1">
            <Portrait name={name} image={image} />
          </span>
        ))
      )}
    </div>
  )
}

function Running({ tree, count }: { tree: JobNode; count: number }) {
  const { job } = tree
  const { language, t } = useLanguage()
  return (
    <div>
      <p className="figures mb-1.5 flex justify-between gap-3 text-sm text-soft">
        <span className="truncate">
          {count > 1 ? t('projects.running', { n: count }) : phaseWords(tree, t) || statusWords(job, t)}
        </span>
        <span className="font-medium text-ink">{job.progress}%</span>
      </p>
      <ProgressBar
        percent={job.progress}
        segments={jobCatalogue[job.type].phases.map((phase) => phase.weight)}
        label={jobTitle(job, language)}
        active={job.status === 'processing' && !job.waiting}
      />
    </div>
  )
}
