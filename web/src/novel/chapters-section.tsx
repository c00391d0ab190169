import { ListTree } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Novel } from '../../../src/contracts/entities.ts'
import type { Chapter } from '../../../src/contracts/text.ts'
import { useLeaveGuard } from '../app/leave-guard.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ChapterBar } from './chapter-bar.tsx'
import { type ChapterStep, chapterIndexAt, groupByVolume } from './chapter-edits.ts'
import { ChapterRow, chapterName } from './chapter-row.tsx'
import { ConfirmDiscard } from './confirm-discard.tsx'
import type { ChapterEditor } from './use-chapter-editor.ts'
import { useChapters } from './use-novel.ts'

/** The chapters of the novel, and the way to put them right. */
export function ChaptersSection({
  novel,
  editor,
  target,
  busyId,
}: {
  novel: Novel
  editor: ChapterEditor
  target: number | null
  /** Of the sentence that says why nothing can be changed; undefined while it can. */
  busyId: string | undefined
}) {
  const { t } = useLanguage()
  const chapters = useChapters(novel.projectId)
  const isBusy = busyId !== undefined
  const editButton = useRef<HTMLButtonElement>(null)
  const isEditing = editor.edits !== null
  const wasEditing = useRef(false)
  // The bar that had the focus is gone when the editing ends; the button that began it has it then.
  useEffect(() => {
    if (wasEditing.current && !isEditing) editButton.current?.focus({ preventScroll: true })
    wasEditing.current = isEditing
  }, [isEditing])
  const guard = useLeaveGuard(editor.isChanged, `/projects/${novel.projectId}/novel`)
  return (
    <section aria-labelledby="chapters-title" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="chapters-title" className="title mr-auto flex items-center gap-2 text-lg">
          {t('novel.chapters')}
          <span className="figures font-sans text-sm font-normal text-faint">
            {(editor.edits?.chapters ?? chapters.data?.items)?.length}
          </span>
          {chapters.data?.byHand && <Badge tone="accent">{t('chapters.byHand')}</Badge>}
        </h2>
        {!editor.edits && chapters.data && (
          <Button
            ref={editButton}
            size="small"
            data-testid="edit-chapters"
            disabled={isBusy}
            busy={editor.isBeginning}
            aria-describedby={busyId}
            icon={<ListTree aria-hidden className="size-4" />}
            onClick={() => editor.begin(chapters.data)}
          >
            {t('chapters.edit')}
          </Button>
        )}
      </div>
      {editor.edits && <p className="mb-3 text-sm text-soft">{t('chapters.edit.text')}</p>}
      {chapters.isPending ? (
        <Loading>
          <Skeleton className="h-80" />
        </Loading>
      ) : chapters.isError && !chapters.data ? (
        <ErrorState error={chapters.error} onRetry={() => void chapters.refetch()} />
      ) : (
        <ChapterList
          novel={novel}
          chapters={editor.edits?.chapters ?? chapters.data.items}
          step={editor.edits ? editor.step : undefined}
          target={target}
        />
      )}
      {editor.edits && <ChapterBar editor={editor} byHand={chapters.data?.byHand ?? false} isBusy={isBusy} />}
      <ConfirmDiscard open={guard.leave !== null} onKeep={guard.stay} onDiscard={() => guard.leave?.()} />
    </section>
  )
}

function ChapterList({
  novel,
  chapters,
  step,
  target,
}: {
  novel: Novel
  chapters: readonly Chapter[]
  step: ((step: ChapterStep) => void) | undefined
  target: number | null
}) {
  const { t } = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  const latest = useRef(chapters)
  latest.current = chapters
  const [newStart, setNewStart] = useState<number | null>(null)
  const [focusStart, setFocusStart] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const groups = useMemo(() => groupByVolume(chapters), [chapters])
  const targetChapter = target === null ? undefined : chapters[chapterIndexAt(chapters, target)]

  // The row of a chapter that was merged is gone; what had it goes on at the chapter that took it in.
  useEffect(() => {
    if (focusStart === null) return
    list.current?.querySelector<HTMLElement>(`[data-start="${focusStart}"] [aria-expanded]`)?.focus()
    setFocusStart(null)
  }, [focusStart])

  const onStep = useCallback(
    (next: ChapterStep) => {
      step?.(next)
      setNewStart(next.kind === 'split' ? next.paragraph : null)
      if (next.kind === 'rename') setSaid(t('chapters.said.rename', { title: next.title }))
      if (next.kind === 'split') setSaid(t('chapters.said.split', { n: next.paragraph + 1 }))
      if (next.kind === 'undo') setSaid(t('chapters.said.undo'))
      if (next.kind === 'merge') {
        const index = chapterIndexAt(latest.current, next.startParagraph)
        const merged = latest.current[index]
        if (merged) setSaid(t('chapters.said.merge', { title: chapterName(merged, t) }))
        setFocusStart(latest.current[index - 1]?.startParagraph ?? null)
      }
    },
    [step, t],
  )

  function undoByKey(event: KeyboardEvent): void {
    const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
    if (!step || !isUndo || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    onStep({ kind: 'undo' })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key undoes a step wherever in the list the focus is; the button for it is below.
    <div ref={list} className="panel overflow-hidden" onKeyDown={undoByKey}>
      {groups.map(({ volume, chapters: members }) => (
        <div key={members[0]?.startParagraph} className="border-t border-line first:border-t-0">
          {volume !== null && (
            <h3 className="title border-b border-line bg-sunken px-4 py-2 text-soft wrap-anywhere sm:px-5">{volume}</h3>
          )}
          <ol aria-label={volume ?? undefined} className="divide-y divide-line">
            {members.map((chapter) => (
              <ChapterRow
                key={chapter.startParagraph}
                chapter={chapter}
                novel={novel}
                target={chapter === targetChapter ? target : null}
                onStep={step && onStep}
                isNew={chapter.startParagraph === newStart}
              />
            ))}
          </ol>
        </div>
      ))}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  )
}
