import { useState } from 'react'
import type { Novel } from '../../../src/contracts/entities.ts'
import type { Advertisement } from '../../../src/contracts/novel-file.ts'
import { Button } from '../design/button.tsx'
import { FoldButton } from '../design/fold-button.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ParagraphLink } from './paragraph-link.tsx'
import { ruleKey } from './rule-words.ts'
import { useAdvertisementMarks } from './use-advertisement-marks.ts'
import { useAdvertisements } from './use-novel.ts'

/** Lines are listed by so many: sites put one into every chapter. */
const shownFirst = 50

/** The lines that were taken for advertisements, and the way to bring them back. Nothing is shown for a novel without any. */
export function Advertisements({ novel, locked }: { novel: Novel; locked: boolean }) {
  const { t } = useLanguage()
  const lines = useAdvertisements(novel.projectId)
  const [open, setOpen] = useState(false)
  if (lines.isError && !lines.data) return <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />
  if (!lines.data || lines.data.length === 0) return null
  const restored = lines.data.filter((line) => line.restored).length
  return (
    <section data-testid="advertisements" aria-labelledby="ads-title" className="panel overflow-hidden">
      <h2 id="ads-title" className="flex">
        <FoldButton open={open} onToggle={() => setOpen(!open)}>
          <span className="title min-w-0 flex-1">{t('ads.title')}</span>
          <span className="figures flex shrink-0 flex-wrap justify-end gap-x-3 text-sm text-faint">
            <span>{t('ads.count', { n: lines.data.length - restored })}</span>
            {restored > 0 && <span>{t('ads.restoredCount', { n: restored })}</span>}
          </span>
        </FoldButton>
      </h2>
      {open && <Lines novel={novel} lines={lines.data} restored={restored} locked={locked} />}
    </section>
  )
}

function Lines({
  novel,
  lines,
  restored,
  locked,
}: {
  novel: Novel
  lines: readonly Advertisement[]
  /** How many of them are restored. */
  restored: number
  locked: boolean
}) {
  const { t } = useLanguage()
  const [shown, setShown] = useState(shownFirst)
  const { mark, isPending } = useAdvertisementMarks(novel.projectId, lines)
  const disabled = locked || isPending
  return (
    <div className="border-t border-line">
      <div className="flex flex-wrap items-center gap-2 px-4 py-3 sm:px-5">
        <p className="mr-auto min-w-48 flex-1 text-sm text-soft">{t('ads.text')}</p>
        <Button
          size="small"
          disabled={disabled || restored === lines.length}
          data-testid="restore-all"
          onClick={() => mark(null, true)}
        >
          {t('ads.restoreAll')}
        </Button>
        {restored > 0 && (
          <Button size="small" disabled={disabled} onClick={() => mark(null, false)}>
            {t('ads.markAll')}
          </Button>
        )}
      </div>
      <ul className="divide-y divide-line border-t border-line">
        {lines.slice(0, shown).map((line) => (
          <Line key={line.paragraph} novel={novel} line={line} disabled={disabled} onMark={mark} />
        ))}
      </ul>
      {lines.length > shown && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <Button size="small" onClick={() => setShown(lines.length)}>
            {t('common.showAll', { n: lines.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

function Line({
  novel,
  line,
  disabled,
  onMark,
}: {
  novel: Novel
  line: Advertisement
  disabled: boolean
  onMark(paragraphs: number[], restored: boolean): void
}) {
  const { t } = useLanguage()
  const { paragraph, restored, rule, text } = line
  return (
    <li
      data-testid="advertisement"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 [contain-intrinsic-size:auto_3.9rem] [content-visibility:auto] sm:px-5"
    >
      <div className="min-w-48 flex-1">
        <p lang={novel.language} className="wrap-anywhere">
          {restored ? text : <s className="text-faint">{text}</s>}
        </p>
        <p className="figures text-xs text-faint">
          <ParagraphLink
            projectId={novel.projectId}
            paragraph={paragraph}
            className="underline underline-offset-2 hover:text-ink"
          />
          {' · '}
          {t(ruleKey(rule), { rule })}
        </p>
      </div>
      <Button
        size="small"
        tone="quiet"
        disabled={disabled}
        aria-label={t(restored ? 'ads.mark.label' : 'ads.restore.label', { n: paragraph + 1 })}
        onClick={() => onMark([paragraph], !restored)}
      >
        {t(restored ? 'ads.mark' : 'ads.restore')}
      </Button>
    </li>
  )
}
