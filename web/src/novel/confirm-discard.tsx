import { Confirm } from '../design/dialog.tsx'
import { useLanguage } from '../i18n/language.tsx'

/** Asks before edited chapters that are not saved are dropped. */
export function ConfirmDiscard({ open, onKeep, onDiscard }: { open: boolean; onKeep(): void; onDiscard(): void }) {
  const { t } = useLanguage()
  return (
    <Confirm
      open={open}
      onOpenChange={(isOpen) => !isOpen && onKeep()}
      title={t('chapters.leave.title')}
      text={t('chapters.leave.text')}
      action={t('chapters.leave.action')}
      keep={t('chapters.keep')}
      onConfirm={onDiscard}
    />
  )
}
