import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { aspectRatios, type CreateProjectRequest } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/dialog.tsx'
import { Choice, Field } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'

export function CreateProjectDialog({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const { t } = useLanguage()
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={t('projects.create')}>
      <CreateProjectForm />
    </Modal>
  )
}

function CreateProjectForm() {
  const { language: pageLanguage, t } = useLanguage()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [style, setStyle] = useState('')
  const [language, setLanguage] = useState(pageLanguage)
  const [aspectRatio, setAspectRatio] = useState<(typeof aspectRatios)[number]>('3:4')
  const create = useMutation({
    mutationFn: (request: CreateProjectRequest) => client.createProject(request),
    onSuccess: (project) => {
      queries.setQueryData(keys.project(project.id), project)
      void queries.invalidateQueries({ queryKey: keys.projects })
      navigate(`/projects/${project.id}`)
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    create.mutate({ name: name.trim(), style: style.trim(), language, aspectRatio })
  }

  return (
    <form onSubmit={submit} className="space-y-5">
      <Field
        label={t('project.name')}
        placeholder={t('project.name.placeholder')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={200}
        required
        name="name"
        autoComplete="off"
      />
      <Field
        label={t('project.style')}
        hint={t('common.optional')}
        placeholder={t('project.style.placeholder')}
        value={style}
        onChange={(event) => setStyle(event.target.value)}
        maxLength={1000}
        name="style"
        autoComplete="off"
      />
      <Choice
        legend={t('project.language')}
        name="language"
        value={language}
        onChange={setLanguage}
        options={[
          { value: 'zh', label: t('project.language.zh') },
          { value: 'en', label: t('project.language.en') },
        ]}
      />
      <Choice
        legend={t('project.aspectRatio')}
        name="aspectRatio"
        value={aspectRatio}
        onChange={setAspectRatio}
        options={aspectRatios.map((value) => ({ value, label: <span className="figures">{value}</span> }))}
      />
      {create.isError && <ErrorState compact error={create.error} />}
      <div className="flex justify-end pt-1">
        <Button type="submit" tone="primary" busy={create.isPending} disabled={name.trim() === ''}>
          {t('project.create')}
        </Button>
      </div>
    </form>
  )
}
