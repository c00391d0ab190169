import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Project } from '../../../src/contracts/entities.ts'
import type { NovelEncoding } from '../../../src/contracts/novel-file.ts'
import { client } from '../app/api.ts'
import { Button } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { EncodingSelect } from './encoding-select.tsx'
import { refreshNovel } from './use-novel.ts'

/** Reads the stored file again, in an encoding that the person chooses. Asks first where work of theirs depends on the text as it is. */
export function RereadNovel({
  project,
  current,
  byHand,
  disabled,
  onDone,
}: {
  project: Project
  current: NovelEncoding
  /** The chapters were changed by hand. */
  byHand: boolean
  disabled: boolean
  onDone(): void
}) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const [encoding, setEncoding] = useState(current)
  const [asked, setAsked] = useState(false)
  const { episodes } = project.counts
  const reread = useMutation({
    mutationFn: () => client.rereadNovel(project.id, encoding),
    onSuccess: async (novel) => {
      await refreshNovel(queries, project.id)
      const named = { encoding: t(`reading.encoding.${encoding}`), paragraphs: novel.paragraphs, n: novel.chapters }
      toast.success(t('reading.again.done', named))
      onDone()
    },
  })
  const start = () => {
    setAsked(false)
    reread.mutate()
  }
  return (
    <div className="space-y-3">
      <p className="text-sm text-soft">{t('reading.again.text')}</p>
      <EncodingSelect value={encoding} onChange={setEncoding} disabled={reread.isPending} />
      <Button
        className="w-full"
        data-testid="reread"
        busy={reread.isPending}
        disabled={disabled || encoding === current}
        onClick={() => (byHand || episodes > 0 ? setAsked(true) : start())}
      >
        {t(reread.isPending ? 'reading.again.running' : 'reading.again.action')}
      </Button>
      {reread.isError && <ErrorState compact error={reread.error} onRetry={() => reread.mutate()} />}
      <Confirm
        open={asked}
        onOpenChange={setAsked}
        title={t('reading.again.title', { encoding: t(`reading.encoding.${encoding}`) })}
        text={[byHand && t('reading.again.chapters'), episodes > 0 && t('reading.again.episodes', { n: episodes })]
          .filter(Boolean)
          .join(' ')}
        action={t('reading.again.action')}
        onConfirm={start}
      />
    </div>
  )
}
