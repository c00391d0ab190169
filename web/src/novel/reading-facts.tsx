import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Novel, Project } from '../../../src/contracts/entities.ts'
import { readingChangeText } from '../../../src/contracts/novel-file.ts'
import { client } from '../app/api.ts'
import { Button, buttonLook } from '../design/button.tsx'
import { formatBytes, formatDateTime, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { RereadNovel } from './reread-novel.tsx'

interface ReadingFactsProps {
  project: Project
  novel: Novel
  /** The chapters were changed by hand. */
  byHand: boolean
  /** The text must stay as it is: a job reads it, or its chapters are edited. */
  locked: boolean
}

/** What the novel is, how its file was read, and the two files to take away. */
export function ReadingFacts({ project, novel, byHand, locked }: ReadingFactsProps) {
  const { language, t } = useLanguage()
  const { report } = novel
  return (
    <div className="space-y-6">
      <FactList
        label={t('novel.facts')}
        facts={[
          [t('novel.characters'), formatNumber(novel.characters, language)],
          [t('novel.paragraphs'), formatNumber(novel.paragraphs, language)],
          [t('novel.language'), t(`project.language.${novel.language}`)],
          [t('novel.added'), formatDateTime(novel.createdAt, language)],
        ]}
      />
      <section aria-labelledby="reading-title" data-testid="reading" className="border-t border-line pt-4">
        <h2 id="reading-title" className="title mb-3 text-lg">
          {t('reading.title')}
        </h2>
        {report ? (
          <>
            <FactList
              label={t('reading.title')}
              facts={[
                [t('novel.file'), novel.fileName ?? t('novel.pasted')],
                [t('reading.format'), t(`reading.format.${report.format}`)],
                ...(report.encoding ? [[t('novel.encoding'), <Encoding key="encoding" novel={novel} />] as const] : []),
                [t('reading.size'), formatBytes(report.bytes, language)],
              ]}
            />
            <h3 className="caption mt-4">{t('reading.changes')}</h3>
            {report.changes.length === 0 ? (
              <p className="text-sm text-soft">{t('reading.unchanged')}</p>
            ) : (
              <ul data-testid="changes" className="mt-1 list-disc space-y-0.5 pl-4 text-sm text-soft marker:text-faint">
                {report.changes.map((change) => (
                  <li key={change.kind}>{readingChangeText(change, language)}</li>
                ))}
              </ul>
            )}
            <OtherEncoding project={project} novel={novel} byHand={byHand} locked={locked} />
          </>
        ) : (
          <p className="text-sm text-soft">{t('reading.none')}</p>
        )}
      </section>
      <section aria-label={t('common.download')} className="grid gap-2 border-t border-line pt-4">
        {novel.hasOriginal && (
          <a
            href={client.novelOriginalUrl(project.id)}
            download
            data-testid="download-original"
            className={buttonLook('plain', 'small')}
          >
            <Download aria-hidden className="size-3.5" />
            {t('reading.original')}
          </a>
        )}
        <a
          href={client.novelTextUrl(project.id)}
          download={`${project.name}.txt`}
          className={buttonLook('plain', 'small')}
        >
          <Download aria-hidden className="size-3.5" />
          {t('reading.text')}
        </a>
      </section>
    </div>
  )
}

function FactList({ label, facts }: { label: string; facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl aria-label={label} className="grid grid-cols-2 gap-x-6 gap-y-3">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="caption">{name}</dt>
          <dd className="figures wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The encoding, and how it was found. */
function Encoding({ novel: { report } }: { novel: Novel }) {
  const { t } = useLanguage()
  if (!report?.encoding) return null
  if (report.encodingSource === 'pasted') return t('reading.source.pasted')
  return (
    <>
      {t(`reading.encoding.${report.encoding}`)}
      {report.encodingSource && (
        <span className="block text-xs text-faint">{t(`reading.source.${report.encodingSource}`)}</span>
      )}
    </>
  )
}

/** Only text in a file that was kept can be taken for another encoding. */
function OtherEncoding({ project, novel, byHand, locked }: ReadingFactsProps) {
  const { t } = useLanguage()
  const [open, setOpen] = useState(false)
  const { report } = novel
  if (!novel.hasOriginal || !report?.encoding || report.encodingSource === 'pasted') return null
  return (
    <div className="mt-4">
      <Button
        size="small"
        aria-expanded={open}
        data-testid="other-encoding"
        className="w-full"
        disabled={locked && !open}
        onClick={() => setOpen(!open)}
      >
        {t('reading.again')}
      </Button>
      {open && (
        <div className="mt-3">
          <RereadNovel
            key={novel.sha256}
            project={project}
            current={report.encoding}
            byHand={byHand}
            disabled={locked}
            onDone={() => setOpen(false)}
          />
        </div>
      )}
    </div>
  )
}
