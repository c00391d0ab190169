import { CircleStop, FolderOpen, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Job } from '../../../src/contracts/job.ts'
import { isLive, isRetryable } from '../../../src/contracts/statuses.ts'
import { IconButton } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { isCancelling, jobTitle } from './job-words.ts'
import { useJobActions } from './use-job-actions.ts'

/** What can be done with a job. A part of another job is cancelled and deleted with that one. */
export function JobActions({ job, ofParent, atHome }: { job: Job; ofParent: boolean; atHome: boolean }) {
  const { language, t } = useLanguage()
  const [, navigate] = useLocation()
  const { cancel, retry, remove } = useJobActions(job.id)
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null)
  const title = jobTitle(job, language)
  const live = isLive(job.status)
  const resumes = job.status === 'cancelled'
  return (
    <div className="-mt-1 -mr-1.5 flex">
      {isRetryable(job.status) && (
        <IconButton
          label={t(resumes ? 'tasks.resume' : 'tasks.retryFailed')}
          disabled={retry.isPending}
          onClick={() => retry.mutate()}
        >
          <RotateCcw aria-hidden className="size-4" />
        </IconButton>
      )}
      {live && !ofParent && (
        <IconButton
          label={t('tasks.cancel')}
          disabled={isCancelling(job) || cancel.isPending}
          onClick={() => setAsking('cancel')}
        >
          <CircleStop aria-hidden className="size-4" />
        </IconButton>
      )}
      {!ofParent && !atHome && (
        <IconButton label={t('tasks.openProject')} onClick={() => navigate(`/projects/${job.projectId}`)}>
          <FolderOpen aria-hidden className="size-4" />
        </IconButton>
      )}
      {!live && !ofParent && (
        <IconButton label={t('tasks.delete')} onClick={() => setAsking('delete')}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      )}
      <Confirm
        open={asking === 'cancel'}
        onOpenChange={() => setAsking(null)}
        title={t('tasks.cancel.title', { title })}
        text={t('tasks.cancel.text')}
        action={t('tasks.cancel')}
        keep={t('tasks.cancel.keep')}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate(undefined, { onSettled: () => setAsking(null) })}
      />
      <Confirm
        open={asking === 'delete'}
        onOpenChange={() => setAsking(null)}
        title={t('tasks.delete.title', { title })}
        text={t('tasks.delete.text')}
        action={t('tasks.delete')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSettled: () => setAsking(null) })}
      />
    </div>
  )
}
