import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Novel } from '../../../src/contracts/entities.ts'
import { readingNoteText } from '../../../src/contracts/novel-file.ts'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ParagraphLink } from './paragraph-link.tsx'

const shownFirst = 4

/** What a person should look at, each with the way to its place. */
export function ReadingNotes({ novel }: { novel: Novel }) {
  const { language, t } = useLanguage()
  const [all, setAll] = useState(false)
  const notes = novel.report?.notes ?? []
  if (notes.length === 0) return null
  return (
    <section
      data-testid="reading-notes"
      aria-labelledby="notes-title"
      className="rounded-lg border border-warn/30 bg-warn-soft px-4 py-3 sm:px-5"
    >
      <h2 id="notes-title" className="title flex items-center gap-2">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
        {t('reading.notes')}
      </h2>
      <ul className="mt-1.5 space-y-1.5 text-sm">
        {(all ? notes : notes.slice(0, shownFirst)).map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a note has no other name than its place.
          <li key={index} className="wrap-anywhere">
            {readingNoteText(note, language)}
            {note.paragraph !== undefined && (
              <>
                {' '}
                <ParagraphLink
                  projectId={novel.projectId}
                  paragraph={note.paragraph}
                  className="figures font-medium whitespace-nowrap text-accent-strong underline underline-offset-2"
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {!all && notes.length > shownFirst && (
        <Button size="small" tone="quiet" className="mt-1 -ml-3" onClick={() => setAll(true)}>
          {t('common.showAll', { n: notes.length })}
        </Button>
      )}
    </section>
  )
}
