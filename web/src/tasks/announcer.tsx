import { useEffect, useRef } from 'react'
import { toast } from 'sonner'
import { useLocation } from 'wouter'
import type { Job } from '../../../src/contracts/job.ts'
import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import { assertNever, isRetryable } from '../../../src/contracts/statuses.ts'
import { client } from '../app/api.ts'
import { useLanguage } from '../i18n/language.tsx'
import { changeAnnounced } from '../live/announced-memory.ts'
import { claimEnds, endedRoots, endKey } from '../live/announcements.ts'
import { useLive, useLiveStore } from '../live/live.tsx'
import { useSayError } from './use-job-actions.ts'
import { useTaskView } from './use-task-view.ts'

/** More ends at one time than this are told in one sentence. */
const toldSingly = 3

/**
 * Says once when a job has ended. Tabs agree by a list that the browser keeps for all of them: the tab that the person looks at claims
 * the end and says it; a tab in the background waits until it is looked at.
 */
export function Announcer() {
  const { ready, jobs } = useLive()
  const announce = useAnnounce()
  // Ends this tab has dealt with, so that a progress message does not open the list. Null before the first time, which begins the list.
  const settled = useRef<Set<string> | null>(null)

  useEffect(() => {
    if (!ready) return
    const ended = endedRoots(jobs.values())
    const claim = () => {
      if (document.hidden) return
      const open = ended.filter((job) => !settled.current?.has(endKey(job)))
      if (open.length === 0 && settled.current) return
      settled.current ??= new Set()
      for (const job of open) settled.current.add(endKey(job))
      let claimed: Job[] = []
      void changeAnnounced((before) => {
        const claim = claimEnds(open, before)
        claimed = claim.claimed
        return claim.announced
      }).then(() => announce(claimed))
    }
    claim()
    document.addEventListener('visibilitychange', claim)
    return () => document.removeEventListener('visibilitychange', claim)
  }, [ready, jobs, announce])

  return null
}

function useAnnounce(): (jobs: Job[]) => void {
  const { language, t } = useLanguage()
  const [, navigate] = useLocation()
  const { change } = useTaskView()
  const live = useLiveStore()
  const sayError = useSayError()

  function tell(job: Job): void {
    const title = jobCatalogue[job.type].title[language]
    const retry = async () => {
      try {
        live.takeJob(await client.retryJob(job.id))
      } catch (error) {
        sayError(error)
      }
    }
    toneOf(job)(t(`tasks.toast.${toastStatus(job)}`, { title }), {
      id: job.id,
      description: job.error ? `${job.projectName} · ${job.error.message[language]}` : job.projectName,
      duration: job.status === 'failed' ? 15_000 : 8_000,
      action: { label: t('tasks.toast.open'), onClick: () => navigate(pageOf(job)) },
      ...(isRetryable(job.status) && { cancel: { label: t('common.retry'), onClick: () => void retry() } }),
    })
  }

  const announce = (jobs: Job[]) => {
    if (jobs.length <= toldSingly) return jobs.forEach(tell)
    toast(t('tasks.toast.many', { n: jobs.length }), {
      action: { label: t('tasks.toast.open'), onClick: () => change({ tab: 'ended' }) },
    })
  }
  // The effect that announces depends on jobs alone: the latest words are read when they are needed.
  const latest = useRef(announce)
  latest.current = announce
  return useRef((jobs: Job[]) => latest.current(jobs)).current
}

function toastStatus(job: Job): Exclude<Job['status'], 'pending' | 'processing'> {
  if (job.status === 'pending' || job.status === 'processing') throw new Error(`Job ${job.id} has not ended`)
  return job.status
}

function toneOf(job: Job) {
  const status = toastStatus(job)
  switch (status) {
    case 'completed':
      return toast.success
    case 'completed_with_failures':
      return toast.warning
    case 'failed':
      return toast.error
    case 'cancelled':
      return toast.message
    default:
      return assertNever(status, 'job status')
  }
}

/** Where the outcome of a job is seen. */
function pageOf(job: Job): string {
  const pictures = job.type === 'adaptation' || job.type === 'novel_split' ? '' : '/cast'
  return `/projects/${job.projectId}${pictures}`
}
