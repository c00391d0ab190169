import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { StartJobRequest } from '../../../src/contracts/job-inputs.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { errorWords } from '../i18n/error-words.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useLiveStore } from '../live/live.tsx'

/** Says a failed action in a toast. */
export function useSayError(): (error: unknown) => void {
  const { language, t } = useLanguage()
  return (error) => {
    const { sentence, code } = errorWords(error, language, t)
    toast.error(sentence, { description: `${t('common.errorCode')} ${code}` })
  }
}

/** Cancel, retry and delete of a job. Their answers are shown at once; the stream follows. */
export function useJobActions(jobId: string) {
  const live = useLiveStore()
  const queries = useQueryClient()
  const onError = useSayError()
  return {
    cancel: useMutation({ mutationFn: () => client.cancelJob(jobId), onSuccess: live.takeJob, onError }),
    retry: useMutation({
      mutationFn: () => client.retryJob(jobId),
      onSuccess: (job) => {
        live.takeJob(job)
        void queries.invalidateQueries({ queryKey: keys.items(jobId) })
      },
      onError,
    }),
    remove: useMutation({
      mutationFn: () => client.deleteJob(jobId),
      onSuccess: () => live.takeDeleted(jobId),
      onError,
    }),
  }
}

/** Starts a job. A failure is said in a toast, unless the place that starts it shows it `inPlace`. */
export function useStartJob({ inPlace = false } = {}) {
  const live = useLiveStore()
  const onError = useSayError()
  return useMutation({
    mutationFn: (request: StartJobRequest) => client.startJob(request),
    onSuccess: live.takeJob,
    onError: inPlace ? undefined : onError,
  })
}
