import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState, useTransition } from 'react'
import { toast } from 'sonner'
import { isCineqoApiError } from '../../../src/client/index.ts'
import type { ChapterList, PutChaptersRequest } from '../../../src/contracts/entities.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'
import { applyStep, type ChapterEdits, type ChapterStep, editsOf, hasChanges, savedForm } from './chapter-edits.ts'

/** Editing the chapters of a novel: the steps, and saving them against the version that was edited. */
export function useChapterEditor(projectId: string) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const sayError = useSayError()
  const [edits, setEdits] = useState<ChapterEdits | null>(null)
  /** The version that the edits began with. */
  const [version, setVersion] = useState(0)
  const [conflict, setConflict] = useState(false)
  // Thousands of rows get their buttons; the page answers meanwhile.
  const [isBeginning, startTransition] = useTransition()

  const step = useCallback((next: ChapterStep) => setEdits((current) => current && applyStep(current, next)), [])

  const put = useMutation({
    mutationFn: (request: PutChaptersRequest) => client.putChapters(projectId, request),
    onSuccess: (saved, { chapters }) => {
      queries.setQueryData(keys.chapters(projectId), saved)
      void queries.invalidateQueries({ queryKey: keys.project(projectId) })
      void queries.invalidateQueries({ queryKey: keys.estimate(projectId) })
      void queries.invalidateQueries({ queryKey: keys.projects })
      setEdits(null)
      toast.success(t(chapters ? 'chapters.saved' : 'chapters.reset.done', { n: saved.items.length }))
    },
    onError: (error) => {
      if (isCineqoApiError(error) && error.code === 'chapters_changed') setConflict(true)
      else sayError(error)
    },
  })

  return {
    edits,
    isChanged: edits !== null && hasChanges(edits),
    isBeginning,
    isSaving: put.isPending,
    /** Somebody else changed the chapters; nothing was saved. */
    conflict,
    begin({ items, chaptersVersion }: ChapterList): void {
      startTransition(() => {
        setVersion(chaptersVersion)
        setEdits(editsOf(items))
      })
    },
    step,
    end: () => setEdits(null),
    save(): void {
      if (edits) put.mutate({ chaptersVersion: version, chapters: savedForm(edits.chapters) })
    },
    /** Takes the chapters as they were found in the text. */
    reset: () => put.mutate({ chaptersVersion: version, chapters: null }),
    keepEditing: () => setConflict(false),
    async loadAgain(): Promise<void> {
      setConflict(false)
      await queries.invalidateQueries({ queryKey: keys.chapters(projectId) })
      setEdits(null)
    },
  }
}

export type ChapterEditor = ReturnType<typeof useChapterEditor>
