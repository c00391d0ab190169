import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileText, Upload } from 'lucide-react'
import { type DragEvent, useDeferredValue, useId, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { createClient } from '../../../src/client/index.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { inputLook } from '../design/field.tsx'
import { ProgressBar } from '../design/progress-bar.tsx'
import { ErrorState } from '../design/states.tsx'
import { formatBytes } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { countBytes, countCharacters, type FileProblem, fileProblem, maximumNovelBytes } from './novel-check.ts'
import { uploadFetch } from './upload-fetch.ts'

/** Takes a novel: pasted, dropped or chosen. */
export function NovelUpload({ projectId, onSaved }: { projectId: string; onSaved?: () => void }) {
  const { language, t } = useLanguage()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [sent, setSent] = useState(0)
  const [rejected, setRejected] = useState<{ problem: FileProblem; file: File } | null>(null)
  const put = useMutation({
    mutationFn: (content: string | File) => {
      setSent(0)
      setRejected(null)
      // A client of its own, because this one request says how far it is.
      const uploader = createClient({ fetch: uploadFetch(setSent) })
      return uploader.putNovel(projectId, content, content instanceof File ? { fileName: content.name } : {})
    },
    onSuccess: (novel) => {
      toast.success(t('novel.saved', { paragraphs: novel.paragraphs, n: novel.chapters }))
      void queries.invalidateQueries({ queryKey: keys.project(projectId) })
      void queries.invalidateQueries({ queryKey: keys.projects })
      void queries.invalidateQueries({ queryKey: keys.chapters(projectId) })
      onSaved?.()
    },
  })

  function takeFile(file: File | undefined): void {
    if (!file || put.isPending) return
    put.reset()
    const problem = fileProblem(file)
    if (problem) setRejected({ problem, file })
    else put.mutate(file)
  }

  const limit = formatBytes(maximumNovelBytes, language)
  return (
    <DropZone onFile={takeFile}>
      <h2 className="title text-xl">{t('novel.add')}</h2>
      <p className="mt-1 text-soft">{t('novel.add.text')}</p>
      <PasteField text={text} onChange={setText} disabled={put.isPending} />
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <TextFacts text={text} />
        <FileButton onFile={takeFile} disabled={put.isPending} />
        <Button
          tone="primary"
          data-testid="save-novel"
          busy={put.isPending}
          disabled={text.trim() === ''}
          onClick={() => put.mutate(text)}
        >
          {t('novel.save')}
        </Button>
      </div>
      <div aria-live="polite">
        {put.isPending && (
          <div className="mt-4">
            <p className="mb-1.5 text-sm text-soft">
              {sent < 1 ? t('novel.uploading', { percent: Math.round(sent * 100) }) : t('novel.reading')}
            </p>
            <ProgressBar percent={Math.round(sent * 100)} label={t('novel.add')} active />
          </div>
        )}
        {rejected && (
          <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-sm wrap-anywhere">
            {t(`novel.${rejected.problem}`, {
              name: rejected.file.name,
              size: formatBytes(rejected.file.size, language),
              limit,
            })}
          </p>
        )}
        {put.isError && (
          <div className="mt-4">
            <ErrorState compact error={put.error} onRetry={() => put.variables && put.mutate(put.variables)} />
          </div>
        )}
      </div>
    </DropZone>
  )
}

function PasteField({ text, onChange, disabled }: { text: string; onChange(text: string): void; disabled: boolean }) {
  const { t } = useLanguage()
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {t('novel.paste')}
      </label>
      <textarea
        id={id}
        data-testid="novel-text"
        value={text}
        onChange={(event) => onChange(event.target.value)}
        placeholder={t('novel.paste.placeholder')}
        disabled={disabled}
        spellCheck={false}
        className={`${inputLook} mt-5 block h-72 resize-y py-3 leading-relaxed`}
      />
    </>
  )
}

function TextFacts({ text }: { text: string }) {
  const { language, t } = useLanguage()
  // Counting a whole novel takes a moment; typing does not wait for it.
  const settled = useDeferredValue(text)
  const facts = useMemo(() => ({ count: countCharacters(settled), bytes: countBytes(settled) }), [settled])
  const tooLarge = facts.bytes > maximumNovelBytes
  return (
    <p className={`figures mr-auto text-sm ${tooLarge ? 'text-bad' : 'text-faint'}`}>
      {t('novel.count', { count: facts.count })}
      {' · '}
      {t('novel.size', {
        size: formatBytes(facts.bytes, language),
        limit: formatBytes(maximumNovelBytes, language),
      })}
    </p>
  )
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
        accept=".txt,.md,.markdown,text/plain,text/markdown"
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
          <Upload aria-hidden className="size-6" />
          {t('novel.drop')}
        </div>
      )}
    </section>
  )
}
