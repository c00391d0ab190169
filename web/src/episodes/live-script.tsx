import { useLayoutEffect, useRef } from 'react'
import { useLanguage } from '../i18n/language.tsx'
import { useWriting } from '../live/live.tsx'

/** How far from its end, in pixels, the text still counts as being at it. */
const nearEnd = 24

/**
 * The end of the script that an item is writing, or `fallback` while nothing has come of it. It follows the end until the person scrolls back.
 * A screen reader is told once that writing has begun, and can read the text; it is not read out as it grows.
 */
export function LiveScript({
  itemId,
  episodeNumber,
  language,
  fallback,
}: {
  itemId: string | undefined
  episodeNumber: number
  /** Of the script. */
  language: string
  fallback: React.ReactNode
}) {
  const { t } = useLanguage()
  const text = useWriting(itemId)
  const box = useRef<HTMLElement>(null)
  const follows = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves with the text.
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight
  }, [text])
  return (
    <>
      <p role="status" className="sr-only">
        {text && t('writing.started', { n: episodeNumber })}
      </p>
      {text ? (
        <section
          ref={box}
          data-testid="live-script"
          aria-label={t('writing.live')}
          aria-live="off"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          tabIndex={0}
          lang={language}
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            follows.current = scrollHeight - scrollTop - clientHeight < nearEnd
          }}
          className="appear mt-2 max-h-36 max-w-3xl overflow-y-auto border-l-2 border-accent pl-3.5 text-sm whitespace-pre-wrap text-soft wrap-anywhere"
        >
          {text}
          <span aria-hidden className="breathe ml-0.5 inline-block h-[1em] w-[0.45em] translate-y-[0.15em] bg-accent" />
        </section>
      ) : (
        fallback
      )}
    </>
  )
}
