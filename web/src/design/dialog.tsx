/**
 * Dialogs and the sheet, on Radix. Its `Overlay` locks scrolling with a style element, which the page's content security policy forbids;
 * here a plain veil is drawn and `main.css` keeps the page still.
 */
import { X } from 'lucide-react'
import { AlertDialog, Dialog } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { useLanguage } from '../i18n/language.tsx'
import { Button, IconButton } from './button.tsx'

const box = 'rise panel fixed z-50 bg-raised shadow-float outline-none'
const centred = `${box} inset-x-3 bottom-3 mx-auto max-h-[calc(100dvh-1.5rem)] max-w-lg overflow-y-auto p-5 sm:inset-x-4 sm:top-[14vh] sm:bottom-auto sm:max-h-[78vh] sm:p-7`

/** `above` other dialogs: what asks a question dims the sheet it was asked from. */
function Veil({ above }: { above?: boolean }) {
  return <div data-modal="open" className={`appear fixed inset-0 bg-veil ${above ? 'z-50' : 'z-40'}`} />
}

/** Toasts lie above dialogs; a press on one must not close the dialog below it. */
function keepForToasts(event: { target: EventTarget | null; preventDefault(): void }): void {
  if (event.target instanceof Element && event.target.closest('[data-sonner-toaster]')) event.preventDefault()
}

/** Gives the focus back to what had it when the dialog opened; Radix does so only for triggers of its own. */
function useFocusReturn(open: boolean) {
  const before = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  if (open && !wasOpen.current) before.current = document.activeElement
  wasOpen.current = open
  return (event: Event) => {
    event.preventDefault()
    if (before.current instanceof HTMLElement) before.current.focus()
  }
}

/** A sheet is read before it is left: the focus goes to the sheet itself, not to its first button, which closes it. */
function focusSheet(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

interface DialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  children: ReactNode
}

export function Modal({
  open,
  onOpenChange,
  title,
  description,
  above,
  children,
}: DialogProps & {
  description?: string
  /** May be opened from a sheet, which it then dims. */
  above?: boolean
}) {
  const { t } = useLanguage()
  const returnFocus = useFocusReturn(open)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Veil above={above} />
        <Dialog.Content
          className={centred}
          onInteractOutside={keepForToasts}
          onCloseAutoFocus={returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="mb-5 flex items-start justify-between gap-4">
            <Dialog.Title className="title text-xl">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={t('common.close')} className="-mt-1 -mr-2">
                <X aria-hidden className="size-5" />
              </IconButton>
            </Dialog.Close>
          </div>
          {description && <Dialog.Description className="-mt-3 mb-5 text-soft">{description}</Dialog.Description>}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Asks before something that is hard to take back. */
export function Confirm({
  open,
  onOpenChange,
  title,
  text,
  action,
  keep,
  busy,
  onConfirm,
  children,
}: {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  text: string
  action: string
  keep?: string
  busy?: boolean
  onConfirm(): void
  children?: ReactNode
}) {
  const { t } = useLanguage()
  const returnFocus = useFocusReturn(open)
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <Veil above />
        <AlertDialog.Content className={centred} onCloseAutoFocus={returnFocus}>
          <AlertDialog.Title className="title text-xl wrap-anywhere">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-soft">{text}</AlertDialog.Description>
          {children}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel asChild>
              <Button>{keep ?? t('common.cancel')}</Button>
            </AlertDialog.Cancel>
            <Button tone="danger" busy={busy} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** A sheet from the right; the whole screen on a phone. */
export function Sheet({
  open,
  onOpenChange,
  title,
  heading,
  wide,
  testId,
  children,
}: DialogProps & { heading?: ReactNode; wide?: boolean; testId?: string }) {
  const { t } = useLanguage()
  const returnFocus = useFocusReturn(open)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Veil />
        <Dialog.Content
          data-testid={testId}
          aria-describedby={undefined}
          onInteractOutside={keepForToasts}
          onCloseAutoFocus={returnFocus}
          onOpenAutoFocus={focusSheet}
          className={`slide-in fixed inset-y-0 right-0 z-50 flex w-full flex-col bg-raised shadow-float outline-none sm:border-l sm:border-line ${wide ? 'sm:max-w-3xl' : 'sm:max-w-xl'}`}
        >
          <div className="flex items-center gap-3 border-b border-line px-4 py-3 sm:px-6">
            <Dialog.Title className="title min-w-0 flex-1 truncate text-xl">{title}</Dialog.Title>
            {heading}
            <Dialog.Close asChild>
              <IconButton label={t('common.close')}>
                <X aria-hidden className="size-5" />
              </IconButton>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
