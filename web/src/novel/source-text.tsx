import { Scissors } from 'lucide-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { Novel } from '../../../src/contracts/entities.ts'
import type { ParagraphRange } from '../../../src/contracts/text.ts'
import { Badge } from '../design/badge.tsx'
import { Button } from '../design/button.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { firstShown, hiddenAround } from './shown-paragraphs.ts'
import { useAdvertisements, useParagraphs } from './use-novel.ts'

interface SourceTextProps {
  novel: Novel
  range: ParagraphRange
  /** The paragraph that is to be seen; it is scrolled to and marked. */
  target?: number | null
  /** Offers to begin a chapter at each paragraph but the first. */
  onSplit?: ((paragraph: number, text: string) => void) | undefined
}

/** The novel's own words in a range, with the numbers of paragraphs. Lines that look like advertisements are struck out. */
export function SourceText({ novel, range, target = null, onSplit }: SourceTextProps) {
  const paragraphs = useParagraphs(novel.projectId, novel.sha256)
  if (paragraphs.isPending) {
    return (
      <Loading>
        <Skeleton className="h-40" />
      </Loading>
    )
  }
  if (paragraphs.isError) {
    return <ErrorState compact error={paragraphs.error} onRetry={() => void paragraphs.refetch()} />
  }
  // Another paragraph to be seen may lie outside of what is shown.
  return (
    <Paragraphs
      key={target}
      novel={novel}
      range={range}
      target={target}
      onSplit={onSplit}
      paragraphs={paragraphs.data}
    />
  )
}

function Paragraphs({
  novel,
  range,
  target = null,
  onSplit,
  paragraphs,
}: SourceTextProps & { paragraphs: readonly string[] }) {
  const { t } = useLanguage()
  const advertisements = useAdvertisements(novel.projectId)
  const marked = useMemo(
    () => new Set(advertisements.data?.filter(({ restored }) => !restored).map(({ paragraph }) => paragraph)),
    [advertisements.data],
  )
  const [shown, setShown] = useState(() => firstShown(range, target))
  const from = Math.max(shown.startParagraph, range.startParagraph)
  const to = Math.min(Math.max(shown.endParagraph, from + 1), range.endParagraph)
  const hidden = hiddenAround(range, { startParagraph: from, endParagraph: to })
  return (
    <div lang={novel.language} className="max-w-2xl space-y-3 leading-loose">
      {hidden.earlier > 0 && (
        <Button size="small" onClick={() => setShown({ startParagraph: from - hidden.earlier, endParagraph: to })}>
          {t('novel.earlier', { n: hidden.earlier })}
        </Button>
      )}
      {paragraphs.slice(from, to).map((text, index) => (
        <ParagraphView
          // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its number.
          key={from + index}
          number={from + index}
          text={text}
          isMarked={marked.has(from + index)}
          isTarget={from + index === target}
          onSplit={from + index > range.startParagraph ? onSplit : undefined}
        />
      ))}
      {hidden.later > 0 && (
        <Button size="small" onClick={() => setShown({ startParagraph: from, endParagraph: to + hidden.later })}>
          {t('novel.later', { n: hidden.later })}
        </Button>
      )}
    </div>
  )
}

const ParagraphView = memo(function ParagraphView({
  number,
  text,
  isMarked,
  isTarget,
  onSplit,
}: {
  number: number
  text: string
  isMarked: boolean
  isTarget: boolean
  onSplit: ((paragraph: number, text: string) => void) | undefined
}) {
  const { t } = useLanguage()
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isTarget) return
    element.current?.scrollIntoView({ block: 'center' })
    element.current?.focus({ preventScroll: true })
  }, [isTarget])
  return (
    <div
      ref={element}
      data-paragraph={number}
      tabIndex={isTarget ? -1 : undefined}
      className={`flex gap-3 ${isTarget ? '-mx-3 rounded-md bg-accent-soft px-3' : ''}`}
    >
      {onSplit ? (
        <button
          type="button"
          aria-label={t('chapters.split.label', { n: number + 1 })}
          title={t('chapters.split')}
          onClick={() => onSplit(number, text)}
          className="figures mt-1 inline-flex h-7 shrink-0 items-center gap-1 rounded-sm border border-line-strong px-1.5 text-xs text-soft transition-colors hover:border-accent hover:bg-accent-soft hover:text-accent-strong"
        >
          <Scissors aria-hidden className="size-3" />
          {number + 1}
        </button>
      ) : (
        <span aria-hidden className="figures min-w-6 shrink-0 text-xs leading-[inherit] text-faint select-none">
          {number + 1}
        </span>
      )}
      <p className="min-w-0 wrap-anywhere">
        {isMarked ? (
          <>
            <s className="text-faint">{text}</s> <Badge tone="warn">{t('ads.inText')}</Badge>
          </>
        ) : (
          text
        )}
      </p>
    </div>
  )
})
