import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Settings } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Project } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button, IconButton } from '../design/button.tsx'
import { inputLook } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ProjectSpending } from '../money/project-spending.tsx'
import { DeleteProject } from '../projects/delete-project.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'

export function ProjectHeader({ project }: { project: Project }) {
  const { t } = useLanguage()
  const { novel } = project
  return (
    <header className="mb-6 sm:mb-8">
      <Name project={project} />
      <p className="figures mt-1 flex flex-wrap gap-x-4 text-soft">
        <span>
          {novel ? t('projects.size', { characters: novel.characters, n: novel.chapters }) : t('projects.noNovel')}
        </span>
        <span>{project.aspectRatio}</span>
        {project.style && <span className="max-w-full truncate">{project.style}</span>}
      </p>
      <ProjectSpending project={project} />
    </header>
  )
}

function Name({ project }: { project: Project }) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const sayError = useSayError()
  const [draft, setDraft] = useState<string | null>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const rename = useMutation({
    mutationFn: (name: string) => client.updateProject(project.id, { name }),
    onSuccess: (changed) => {
      queries.setQueryData(keys.project(project.id), changed)
      void queries.invalidateQueries({ queryKey: keys.projects })
      close()
    },
    onError: sayError,
  })

  function close(): void {
    setDraft(null)
    requestAnimationFrame(() => pencil.current?.focus())
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const name = draft?.trim()
    if (!name || name === project.name) close()
    else rename.mutate(name)
  }

  if (draft !== null) {
    return (
      <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
          autoFocus
          aria-label={t('project.name')}
          value={draft}
          maxLength={200}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && close()}
          className={`${inputLook} title h-12 max-w-2xl flex-1 basis-60 text-xl`}
        />
        <Button type="submit" tone="primary" busy={rename.isPending} disabled={draft.trim() === ''}>
          {t('common.save')}
        </Button>
        <Button tone="quiet" onClick={close}>
          {t('common.cancel')}
        </Button>
      </form>
    )
  }
  return (
    <div className="flex items-start gap-1">
      <h1 className="title min-w-0 text-2xl wrap-anywhere sm:text-3xl">{project.name}</h1>
      <IconButton ref={pencil} label={t('project.rename')} className="sm:mt-1.5" onClick={() => setDraft(project.name)}>
        <Pencil aria-hidden className="size-4" />
      </IconButton>
      <Link
        href={`/projects/${project.id}/settings`}
        aria-label={t('settings.project.link')}
        title={t('settings.project.link')}
        className="ml-auto inline-flex size-9 shrink-0 items-center justify-center rounded-md text-faint transition-colors hover:bg-sunken hover:text-ink sm:mt-1.5"
      >
        <Settings aria-hidden className="size-4" />
      </Link>
      <DeleteProject project={project} className="sm:mt-1.5" />
    </div>
  )
}
