import { useMutation } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleDashed, Plug, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { KeyName, SettingsTest, TestFinding } from '../../../src/contracts/settings.ts'
import { Button } from '../design/button.tsx'
import { ErrorState } from '../design/states.tsx'
import { formatDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useSettingsForm } from './form-context.ts'
import { pictureUsd } from './picture-price.ts'
import { testSettings } from './use-settings.ts'

/** Tries a model with what stands in the form, saved or not, and says what was found. */
export function ConnectionTest({ kind }: { kind: KeyName }) {
  const { language, t } = useLanguage()
  const { projectId, change, problems, draft, view } = useSettingsForm()
  const running = useRef<AbortController | null>(null)
  const subject = JSON.stringify([change, kind])
  const test = useMutation({
    mutationFn: async ({ draw }: { draw: boolean; subject: string }) => {
      running.current = new AbortController()
      return testSettings(projectId, { kind, change, draw }, running.current.signal)
    },
  })
  useEffect(() => () => running.current?.abort(), [])
  const { isPending, variables } = test
  const stopped = running.current?.signal.aborted ?? false
  const start = (draw: boolean) => test.mutate({ draw, subject })
  const price = kind === 'image' ? pictureUsd(draft, view) : null

  return (
    <div className="border-t border-line pt-5" data-testid={`test-${kind}`}>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          icon={<Plug aria-hidden className="size-4" />}
          busy={isPending && !variables?.draw}
          disabled={isPending || problems.size > 0}
          onClick={() => start(false)}
        >
          {t('settings.test')}
        </Button>
        {kind === 'image' && (
          <Button
            tone="quiet"
            busy={isPending && variables?.draw}
            disabled={isPending || problems.size > 0}
            onClick={() => start(true)}
          >
            {typeof price === 'number'
              ? t('settings.test.draw.price', { price: formatDollars(price, language) })
              : t(price === null ? 'settings.test.draw.unpriced' : 'settings.test.draw.unsaved')}
          </Button>
        )}
        {isPending && (
          <Button tone="quiet" onClick={() => running.current?.abort()}>
            {t('settings.test.stop')}
          </Button>
        )}
      </div>
      <div aria-live="polite" className="mt-3">
        {!isPending && !test.data && !test.isError && (
          <p className="text-sm text-faint">{t('settings.test.unsaved')}</p>
        )}
        {isPending && (
          <p className="text-sm text-soft">{t(variables?.draw ? 'settings.test.drawing' : 'settings.test.running')}</p>
        )}
        {test.data && <Findings result={test.data} isStale={variables?.subject !== subject} />}
        {test.isError && !stopped && <ErrorState compact error={test.error} />}
      </div>
    </div>
  )
}

const outcomes: Record<TestFinding['outcome'], { Icon: typeof CircleCheck; look: string }> = {
  ok: { Icon: CircleCheck, look: 'text-good' },
  warning: { Icon: TriangleAlert, look: 'text-warn' },
  failed: { Icon: CircleAlert, look: 'text-bad' },
  skipped: { Icon: CircleDashed, look: 'text-faint' },
}

function Findings({ result, isStale }: { result: SettingsTest; isStale: boolean }) {
  const { language, t } = useLanguage()
  const { provider, model, milliseconds } = result
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each result is shown anew, above the bar at the lower edge.
  useEffect(() => {
    void box.current?.scrollIntoView({ block: 'nearest' })
  }, [result])
  return (
    <div
      ref={box}
      data-testid="findings"
      data-works={result.works}
      className={`appear scroll-mt-20 scroll-mb-28 rounded-lg border p-4 ${result.works ? 'border-good/30 bg-good-soft' : 'border-bad/30 bg-bad-soft'}`}
    >
      <p className="font-semibold">{t(result.works ? 'settings.test.works' : 'settings.test.fails')}</p>
      <p className="figures text-sm wrap-anywhere text-soft">
        {t('settings.test.of', { provider, model, seconds: (milliseconds / 1000).toFixed(1) })}
      </p>
      <ul className="mt-3 space-y-1.5">
        {result.findings.map((finding) => {
          const { Icon, look } = outcomes[finding.outcome]
          return (
            <li key={`${finding.check}${finding.message.en}`} className="flex items-start gap-2">
              <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${look}`} />
              <span className="sr-only">{t(`settings.test.${finding.outcome}`)}: </span>
              <span className="min-w-0 wrap-anywhere">{finding.message[language]}</span>
            </li>
          )
        })}
      </ul>
      {isStale && <p className="mt-3 text-sm text-warn">{t('settings.test.stale')}</p>}
    </div>
  )
}
