import { useQuery } from '@tanstack/react-query'
import { FileText, Upload as UploadIcon } from 'lucide-react'
import { type DragEvent, useDeferredValue, useMemo, useRef, useState } from 'react'
import { countCharacters } from '../../../src/contracts/count-characters.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { ProgressBar } from '../design/progress-bar.tsx'
import { formatBytes } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { acceptedFiles, countBytes, type FileProblem, fileProblem } from './novel-check.ts'
import { PasteField } from './paste-field.tsx'
import { UploadProblem } from './upload-problem.tsx'
import { useUpload } from './use-upload.ts'

/** How much of the progress is the sending; the rest is the reading, of which nothing is heard until it is done. */
const sendingShare = 85

/** Takes a novel: pasted, dropped or chosen. */
export function NovelUpload({ projectId, onSaved }: { projectId: string; onSaved?: () => void }) {
  const { language, t } = useLanguage()
  const health = useQuery({ queryKey: keys.health, queryFn: ({ signal }) => client.getHealth({ signal }) })
  const maximumBytes = health.data?.maxNovelBytes
  const [text, setText] = useState('')
  const [rejected, setRejected] = useState<{ problem: FileProblem; file: File } | null>(null)
  const { put, sent, stop } = useUpload(projectId, onSaved)
  const size = useTextSize(text)
  const tooLarge = maximumBytes !== undefined && size.bytes > maximumBytes

  function takeFile(file: File | undefined): void {
    if (!file || put.isPending) return
    put.reset()
    const problem = fileProblem(file, maximumBytes)
    setRejected(problem && { problem, file })
    if (!problem) put.mutate({ content: file })
  }

  return (
    <DropZone onFile={takeFile}>
      <h2 className="title text-xl">{t('novel.add')}</h2>
      <p className="mt-1 text-soft">{t('novel.add.text')}</p>
      <PasteField text={text} onChange={setText} disabled={put.isPending} />
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <p className={`figures mr-auto text-sm ${tooLarge ? 'text-bad' : 'text-faint'}`}>
          {t('novel.count', { count: size.characters })}
          {' · '}
          {maximumBytes === undefined
            ? formatBytes(size.bytes, language)
            : t('novel.size', {
                size: formatBytes(size.bytes, language),
                limit: formatBytes(maximumBytes, language),
              })}
        </p>
        <FileButton onFile={takeFile} disabled={put.isPending} />
        <Button
          tone="primary"
          data-testid="save-novel"
          busy={put.isPending}
          disabled={tooLarge || !/\S/.test(text)}
          onClick={() => {
            setRejected(null)
            put.mutate({ content: text })
          }}
        >
          {t('novel.save')}
        </Button>
      </div>
      <div aria-live="polite">
        {put.isPending && (
          <div className="mt-4">
            <div className="mb-1.5 flex items-center justify-between gap-3">
              <p className="text-sm text-soft">
                {sent < 1 ? t('novel.uploading', { percent: Math.floor(sent * 100) }) : t('novel.reading')}
              </p>
              <Button size="small" tone="quiet" onClick={stop}>
                {t('novel.stop')}
              </Button>
            </div>
            <ProgressBar
              percent={Math.floor(sent * sendingShare)}
              segments={[sendingShare, 100 - sendingShare]}
              label={t('novel.add')}
              active
            />
          </div>
        )}
        {rejected && (
          <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-sm wrap-anywhere">
            {t(`novel.${rejected.problem}`, {
              name: rejected.file.name,
              size: formatBytes(rejected.file.size, language),
              limit: formatBytes(maximumBytes ?? 0, language),
            })}
          </p>
        )}
        {put.isError && <UploadProblem error={put.error} upload={put.variables} onRetry={put.mutate} />}
      </div>
    </DropZone>
  )
}

/** Counting a whole novel takes a moment; typing does not wait for it. */
function useTextSize(text: string) {
  const settled = useDeferredValue(text)
  return useMemo(() => ({ characters: countCharacters(settled), bytes: countBytes(settled) }), [settled])
}

function FileButton({ onFile, disabled }: { onFile(file: File | undefined): void; disabled: boolean }) {
  const { t } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        data-testid="novel-file"
        accept={acceptedFiles}
        aria-label={t('novel.choose')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onFile(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button
        icon={<FileText aria-hidden className="size-4" />}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {t('novel.choose')}
      </Button>
    </>
  )
}

function DropZone({ onFile, children }: { onFile(file: File | undefined): void; children: React.ReactNode }) {
  const { t } = useLanguage()
  const [over, setOver] = useState(false)
  const holdsFile = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    <section
      aria-label={t('novel.add')}
      onDragOver={(event) => {
        if (!holdsFile(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        if (!holdsFile(event)) return
        event.preventDefault()
        setOver(false)
        onFile(event.dataTransfer.files[0])
      }}
      className="panel relative p-5 sm:p-7"
    >
      {children}
      {over && (
        <div className="appear pointer-events-none absolute inset-2 flex items-center justify-center gap-3 rounded-lg border-2 border-dashed border-accent bg-raised/92 text-lg font-medium text-accent-strong">
          <UploadIcon aria-hidden className="size-6" />
          {t('novel.drop')}
        </div>
      )}
    </section>
  )
}
