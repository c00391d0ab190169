import { CircleAlert, CircleCheck } from 'lucide-react'
import type { Episode, Novel } from '../../../src/contracts/entities.ts'
import { useLanguage } from '../i18n/language.tsx'
import { coverageOf } from './coverage.ts'

/** Where the episodes lie in the novel, and whether they cover it. */
export function CoverageBar({ novel, episodes }: { novel: Novel; episodes: readonly Episode[] }) {
  const { t } = useLanguage()
  const coverage = coverageOf(episodes, novel.paragraphs)
  const share = (paragraphs: number) => `${(100 * paragraphs) / Math.max(1, novel.paragraphs)}%`
  return (
    <section data-testid="coverage" data-complete={coverage.complete} className="mb-6">
      <div
        role="img"
        aria-label={t('coverage.label')}
        className={`relative h-2.5 overflow-hidden rounded-sm ${coverage.complete ? 'bg-surface' : 'bg-bad'}`}
      >
        {episodes.map((episode) => (
          <span
            key={episode.id}
            title={`${t('episodes.number', { n: episode.number })} · ${t('novel.range', { from: episode.startParagraph + 1, to: episode.endParagraph })}`}
            className={`absolute inset-y-0 ${episode.content ? 'bg-accent' : 'bg-line-strong'} ${episode.number % 2 ? '' : 'opacity-65'}`}
            style={{ left: share(episode.startParagraph), width: share(episode.endParagraph - episode.startParagraph) }}
          />
        ))}
      </div>
      {coverage.complete ? (
        <p className="mt-2 flex items-start gap-1.5 text-sm text-soft">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          <span>
            <span className="font-medium text-ink">{t('coverage.complete')}</span>
            {' · '}
            {t('coverage.complete.text', { paragraphs: novel.paragraphs, n: episodes.length })}
          </span>
        </p>
      ) : (
        <p className="mt-2 flex items-start gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {[
              coverage.missing > 0 && t('coverage.gaps', { n: coverage.missing }),
              coverage.repeated > 0 && t('coverage.overlaps', { n: coverage.repeated }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
      )}
    </section>
  )
}
