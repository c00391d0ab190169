import { useState } from 'react'
import type { Novel } from '../../../src/contracts/entities.ts'
import type { ParagraphRange } from '../../../src/contracts/text.ts'
import { Button } from '../design/button.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useParagraphs } from './use-project.ts'

/** Paragraphs shown at first: a long range is opened by the reader, not at once. */
const shownFirst = 300

/** The novel's own words in a range, with the numbers of paragraphs. */
export function SourceText({ novel, range }: { novel: Novel; range: ParagraphRange }) {
  const { t } = useLanguage()
  const [all, setAll] = useState(false)
  const paragraphs = useParagraphs(novel.projectId, novel.sha256, true)
  if (paragraphs.isPending) {
    return (
      <Loading>
        <Skeleton className="h-40" />
      </Loading>
    )
  }
  if (paragraphs.isError)
    return <ErrorState compact error={paragraphs.error} onRetry={() => void paragraphs.refetch()} />
  const text = paragraphs.data.slice(range.startParagraph, range.endParagraph)
  return (
    <div lang={novel.language} className="max-w-2xl space-y-3 leading-loose">
      {(all ? text : text.slice(0, shownFirst)).map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its number.
        <p key={index} className="relative wrap-anywhere">
          <span aria-hidden className="figures mr-3 text-xs text-faint select-none">
            {range.startParagraph + index + 1}
          </span>
          {paragraph}
        </p>
      ))}
      {!all && text.length > shownFirst && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('common.showAll', { n: text.length })}
        </Button>
      )}
    </div>
  )
}
