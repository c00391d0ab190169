import { ChevronsUp, Pencil } from 'lucide-react'
import { type FormEvent, memo, useCallback, useEffect, useRef, useState } from 'react'
import { longestTitle, type Novel } from '../../../src/contracts/entities.ts'
import type { Chapter } from '../../../src/contracts/text.ts'
import { Button, IconButton } from '../design/button.tsx'
import { inputLook } from '../design/field.tsx'
import { FoldButton } from '../design/fold-button.tsx'
import { type Translate, useLanguage } from '../i18n/language.tsx'
import { type ChapterStep, titleFrom } from './chapter-edits.ts'
import { SourceText } from './source-text.tsx'

/** What a chapter is called on the page. Only text before the first heading has no title of its own, unless a person split it off. */
export function chapterName({ title, startParagraph }: Chapter, t: Translate): string {
  return title || t(startParagraph === 0 ? 'novel.untitledChapter' : 'novel.noTitle')
}

interface ChapterRowProps {
  chapter: Chapter
  novel: Novel
  /** A paragraph of this chapter that is to be seen. */
  target: number | null
  /** Present while the chapters are edited. */
  onStep: ((step: ChapterStep) => void) | undefined
  /** It was just split off: its title can be typed at once. */
  isNew: boolean
}

/** One chapter: its title, its place, its text when it is opened. Thousands of them are listed, so each is drawn again only when it changed. */
export const ChapterRow = memo(function ChapterRow({ chapter, novel, target, onStep, isNew }: ChapterRowProps) {
  const [open, setOpen] = useState(target !== null)
  const [renaming, setRenaming] = useState(isNew)
  const pencil = useRef<HTMLButtonElement>(null)
  const { t } = useLanguage()
  const { startParagraph } = chapter
  useEffect(() => {
    if (target !== null) setOpen(true)
  }, [target])
  const split = useCallback(
    (paragraph: number, text: string) => onStep?.({ kind: 'split', paragraph, title: titleFrom(text) }),
    [onStep],
  )

  function endRenaming(title: string | null): void {
    setRenaming(false)
    if (title !== null) onStep?.({ kind: 'rename', startParagraph, title })
    requestAnimationFrame(() => pencil.current?.focus())
  }

  const name = chapterName(chapter, t)
  return (
    <li
      data-testid="chapter-row"
      data-start={startParagraph}
      className={open ? undefined : '[contain-intrinsic-size:auto_3.05rem] [content-visibility:auto]'}
    >
      <div className="flex items-center">
        {renaming && onStep ? (
          <TitleForm title={chapter.title} onEnd={endRenaming} />
        ) : (
          <FoldButton open={open} onToggle={() => setOpen(!open)}>
            <span className={`min-w-0 flex-1 wrap-anywhere ${chapter.title ? '' : 'text-faint'}`}>{name}</span>
            <Place chapter={chapter} />
          </FoldButton>
        )}
        {onStep && !renaming && (
          <span className="flex shrink-0 pr-2">
            <IconButton ref={pencil} label={t('chapters.rename', { title: name })} onClick={() => setRenaming(true)}>
              <Pencil aria-hidden className="size-4" />
            </IconButton>
            {startParagraph > 0 && (
              <IconButton
                label={t('chapters.merge', { title: name })}
                onClick={() => onStep({ kind: 'merge', startParagraph })}
              >
                <ChevronsUp aria-hidden className="size-4" />
              </IconButton>
            )}
          </span>
        )}
      </div>
      {open && (
        <div className="border-t border-line bg-paper px-4 py-5 sm:px-12">
          <SourceText novel={novel} range={chapter} target={target} onSplit={onStep && split} />
        </div>
      )}
    </li>
  )
})

function Place({ chapter }: { chapter: Chapter }) {
  const { t } = useLanguage()
  return (
    <span className="figures shrink-0 text-sm text-faint">
      <span className="sr-only">
        {t('novel.range', { from: chapter.startParagraph + 1, to: chapter.endParagraph })}
      </span>
      <span aria-hidden>
        ¶ {chapter.startParagraph + 1}–{chapter.endParagraph}
      </span>
    </span>
  )
}

/** Enter takes the title, Escape leaves it as it was. */
function TitleForm({ title, onEnd }: { title: string; onEnd(title: string | null): void }) {
  const { t } = useLanguage()
  const [draft, setDraft] = useState(title)
  function submit(event: FormEvent): void {
    event.preventDefault()
    onEnd(draft)
  }
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-1 items-center gap-2 px-3 py-1.5 sm:px-4">
      <input
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
        autoFocus
        aria-label={t('chapters.title')}
        value={draft}
        maxLength={longestTitle}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onEnd(null)}
        className={`${inputLook} h-9 min-w-0 flex-1`}
      />
      <Button type="submit" size="small" tone="primary">
        {t('common.ok')}
      </Button>
      <Button size="small" tone="quiet" onClick={() => onEnd(null)}>
        {t('common.cancel')}
      </Button>
    </form>
  )
}
