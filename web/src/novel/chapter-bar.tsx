import { RotateCcw, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ConfirmDiscard } from './confirm-discard.tsx'
import type { ChapterEditor } from './use-chapter-editor.ts'

/** What can be done with the edited chapters; stays at the lower edge. */
export function ChapterBar({
  editor,
  byHand,
  isBusy,
}: {
  editor: ChapterEditor
  /** The chapters are not as they were found. */
  byHand: boolean
  isBusy: boolean
}) {
  const { t } = useLanguage()
  const [asked, setAsked] = useState<'discard' | 'reset' | null>(null)
  const close = () => setAsked(null)
  const steps = editor.edits?.earlier.length ?? 0
  return (
    <div className="rise sticky bottom-4 z-20 mt-6 flex justify-center">
      <div
        data-testid="chapter-bar"
        className="panel flex flex-wrap items-center justify-center gap-2 bg-raised p-2 shadow-float"
      >
        <span role="status" className="figures mx-2 font-medium">
          {editor.isChanged ? t('chapters.steps', { n: steps }) : t('chapters.clean')}
        </span>
        <Button
          size="small"
          tone="quiet"
          disabled={steps === 0 || editor.isSaving}
          icon={<Undo2 aria-hidden className="size-3.5" />}
          onClick={() => editor.step({ kind: 'undo' })}
        >
          {t('chapters.undo')}
        </Button>
        {byHand && (
          <Button
            size="small"
            tone="quiet"
            disabled={isBusy || editor.isSaving}
            icon={<RotateCcw aria-hidden className="size-3.5" />}
            onClick={() => setAsked('reset')}
          >
            {t('chapters.reset')}
          </Button>
        )}
        <Button
          size="small"
          tone="quiet"
          disabled={editor.isSaving}
          onClick={() => (editor.isChanged ? setAsked('discard') : editor.end())}
        >
          {t(editor.isChanged ? 'chapters.discard' : 'chapters.done')}
        </Button>
        <Button
          size="small"
          tone="primary"
          data-testid="save-chapters"
          disabled={!editor.isChanged || isBusy}
          busy={editor.isSaving}
          onClick={editor.save}
        >
          {t('chapters.save')}
        </Button>
      </div>
      <ConfirmDiscard
        open={asked === 'discard'}
        onKeep={close}
        onDiscard={() => {
          close()
          editor.end()
        }}
      />
      <Confirm
        open={asked === 'reset'}
        onOpenChange={close}
        title={t('chapters.reset.title')}
        text={t('chapters.reset.text')}
        action={t('chapters.reset')}
        onConfirm={() => {
          close()
          editor.reset()
        }}
      />
      <Confirm
        open={editor.conflict}
        onOpenChange={(open) => !open && editor.keepEditing()}
        title={t('chapters.conflict.title')}
        text={t('chapters.conflict.text')}
        action={t('chapters.conflict.action')}
        keep={t('chapters.keep')}
        onConfirm={() => void editor.loadAgain()}
      />
    </div>
  )
}
