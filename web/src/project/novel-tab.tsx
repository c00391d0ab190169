import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Novel } from '../../../src/contracts/entities.ts'
import type { Chapter } from '../../../src/contracts/text.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/dialog.tsx'
import { ErrorState, Loading, Skeleton } from '../design/states.tsx'
import { formatDateTime, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { NovelUpload } from './novel-upload.tsx'
import { SourceText } from './source-text.tsx'

export function NovelTab({ novel }: { novel: Novel }) {
  const { t } = useLanguage()
  const [replacing, setReplacing] = useState(false)
  const chapters = useQuery({
    queryKey: keys.chapters(novel.projectId),
    queryFn: ({ signal }) => client.listChapters(novel.projectId, { signal }),
  })
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <section aria-label={t('novel.chapters')} className="min-w-0 max-lg:order-2">
        {chapters.isPending ? (
          <Loading>
            <Skeleton className="h-80" />
          </Loading>
        ) : chapters.isError && !chapters.data ? (
          <ErrorState error={chapters.error} onRetry={() => void chapters.refetch()} />
        ) : (
          <ol className="panel divide-y divide-line overflow-hidden">
            {chapters.data.map((chapter) => (
              <ChapterRow key={chapter.startParagraph} chapter={chapter} novel={novel} />
            ))}
          </ol>
        )}
      </section>
      <aside>
        <NovelFacts novel={novel} />
        <Button className="mt-5 w-full" onClick={() => setReplacing(true)}>
          {t('novel.replace')}
        </Button>
        <Modal
          open={replacing}
          onOpenChange={setReplacing}
          title={t('novel.replace')}
          description={t('novel.replace.text')}
        >
          <NovelUpload projectId={novel.projectId} onSaved={() => setReplacing(false)} />
        </Modal>
      </aside>
    </div>
  )
}

function ChapterRow({ chapter, novel }: { chapter: Chapter; novel: Novel }) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <li data-testid="chapter-row">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-3 px-4 py-3 text-left transition-colors hover:bg-sunken sm:px-5"
      >
        <ChevronRight
          aria-hidden
          className={`size-4 shrink-0 text-faint transition-transform ${open ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0 flex-1 wrap-anywhere">{chapter.title || t('novel.untitledChapter')}</span>
        <span className="figures shrink-0 text-sm text-faint">
          <span className="sr-only">
            {t('novel.range', { from: chapter.startParagraph + 1, to: chapter.endParagraph })}
          </span>
          <span aria-hidden>
            ¶ {chapter.startParagraph + 1}–{chapter.endParagraph}
          </span>
        </span>
      </button>
      {open && (
        <div className="border-t border-line bg-paper px-4 py-5 sm:px-12">
          <SourceText novel={novel} range={chapter} />
        </div>
      )}
    </li>
  )
}

function NovelFacts({ novel }: { novel: Novel }) {
  const { language, t } = useLanguage()
  const facts: [string, string][] = [
    [t('novel.characters'), formatNumber(novel.characters, language)],
    [t('novel.paragraphs'), formatNumber(novel.paragraphs, language)],
    [t('novel.chapters'), formatNumber(novel.chapters, language)],
    [t('novel.language'), t(`project.language.${novel.language}`)],
    [t('novel.encoding'), novel.report?.encoding ?? '—'],
    [t('novel.file'), novel.fileName ?? t('novel.pasted')],
    [t('novel.added'), formatDateTime(novel.createdAt, language)],
    ['SHA-256', `${novel.sha256.slice(0, 12)}…`],
  ]
  return (
    <dl aria-label={t('novel.facts')} className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-1">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="caption">{name}</dt>
          <dd className="figures wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
