import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useLocation } from 'wouter'
import type { Project } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { IconButton } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'

/** The button that deletes a project, and the question before it. */
export function DeleteProject({ project, className }: { project: Project; className?: string }) {
  const { t } = useLanguage()
  const [path, navigate] = useLocation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => client.deleteProject(project.id),
    onSuccess: () => {
      toast(t('project.deleted', { name: project.name }))
      if (path !== '/') navigate('/')
      queries.removeQueries({ queryKey: keys.project(project.id) })
      void queries.invalidateQueries({ queryKey: keys.projects })
    },
  })
  return (
    <>
      <IconButton label={t('project.delete')} className={className} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
      </IconButton>
      <Confirm
        open={asking}
        onOpenChange={(open) => {
          setAsking(open)
          remove.reset()
        }}
        title={t('project.delete.title', { name: project.name })}
        text={t('project.delete.text')}
        action={t('project.delete')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {remove.isError && (
          <div className="mt-4">
            <ErrorState compact error={remove.error} />
          </div>
        )}
      </Confirm>
    </>
  )
}
