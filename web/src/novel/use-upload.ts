import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { createClient } from '../../../src/client/index.ts'
import type { NovelEncoding } from '../../../src/contracts/novel-file.ts'
import { useLanguage } from '../i18n/language.tsx'
import { uploadFetch } from './upload-fetch.ts'
import { refreshNovel } from './use-novel.ts'

export interface Upload {
  /** A pasted text, or a file. */
  content: string | File
  /** Reads the file in this encoding instead of the one that would be found. */
  encoding?: NovelEncoding
}

/** Sends a novel. `sent` is the share that has left; the rest of the time the server reads. */
export function useUpload(projectId: string, onSaved?: () => void) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const [sent, setSent] = useState(0)
  const stopping = useRef<AbortController>(undefined)
  const put = useMutation({
    mutationFn: ({ content, encoding }: Upload) => {
      setSent(0)
      stopping.current = new AbortController()
      // A client of its own, because this one request says how far it is.
      const uploader = createClient({ fetch: uploadFetch(setSent) })
      return uploader.putNovel(projectId, content, {
        signal: stopping.current.signal,
        ...(content instanceof File && { fileName: content.name }),
        ...(encoding && { encoding }),
      })
    },
    onSuccess: (novel) => {
      toast.success(t('novel.saved', { paragraphs: novel.paragraphs, n: novel.chapters }))
      void refreshNovel(queries, projectId)
      onSaved?.()
    },
  })
  return {
    put,
    sent,
    /** Ends the upload; nothing is stored of it. */
    stop(): void {
      stopping.current?.abort()
      put.reset()
    },
  }
}
