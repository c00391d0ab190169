import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, Info, LoaderCircle } from 'lucide-react'
import type { JobItem } from '../../../src/contracts/job.ts'
import type { ItemStatus } from '../../../src/contracts/statuses.ts'
import { useLanguage } from '../i18n/language.tsx'
import { lastLine } from '../live/last-line.ts'
import { useWriting } from '../live/live.tsx'
import { itemTitle } from './job-words.ts'

const icons: Record<ItemStatus, { Icon: typeof CircleCheck; look: string }> = {
  pending: { Icon: CircleDashed, look: 'text-faint' },
  processing: { Icon: LoaderCircle, look: 'text-accent animate-spin' },
  completed: { Icon: CircleCheck, look: 'text-good' },
  failed: { Icon: CircleAlert, look: 'text-bad' },
  cancelled: { Icon: CircleSlash, look: 'text-faint' },
}

/** One item of a job: how it is, what it is writing, what went wrong, and what is to be known of it although it ended well. */
export function ItemRow({ item }: { item: JobItem }) {
  const { language, t } = useLanguage()
  const { Icon, look } = icons[item.status]
  return (
    <li data-testid="item-row" data-status={item.status} className="flex items-start gap-2 py-1 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <span className="sr-only">{t(`status.${item.status}`)}</span>
      <div className="min-w-0 flex-1 wrap-anywhere">
        {itemTitle(item, t)}
        {item.status === 'processing' && <Tail itemId={item.id} />}
        {item.error && (
          <p className="text-bad">
            {item.error.message[language]} <code className="text-xs opacity-80">{item.error.code}</code>
          </p>
        )}
        {item.notes.length > 0 && (
          <ul>
            {item.notes.map((note) => (
              <li
                key={`${note.code}${note.message.en}`}
                data-testid="item-note"
                data-code={note.code}
                className="flex items-start gap-1.5 text-soft"
              >
                <Info aria-hidden className="mt-1 size-3.5 shrink-0 text-warn" />
                <span className="min-w-0">{note.message[language]}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {item.attempts > 1 && (
        <span className="figures shrink-0 text-faint">{t('tasks.attempts', { n: item.attempts })}</span>
      )}
    </li>
  )
}

/** The last line of what the item is writing. Its beginning is what gives way, so that the newest words are seen. Not read out. */
function Tail({ itemId }: { itemId: string }) {
  const writing = useWriting(itemId)
  const line = writing && lastLine(writing)
  if (!line) return null
  return (
    <p aria-hidden data-testid="item-tail" className="flex justify-end overflow-hidden whitespace-nowrap text-faint">
      <span className="mr-auto">{line}</span>
    </p>
  )
}
