import { useState } from 'react'
import type { StatedPrice } from '../../../src/contracts/money.ts'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { type PricePart, priceParts } from '../money/price-parts.ts'
import { priceWords } from '../money/price-words.ts'
import { noPrice, type PriceDraft } from './draft.ts'
import { useSettingsForm } from './form-context.ts'
import { SettingsSection } from './settings-section.tsx'
import { shownModels } from './shown-models.ts'

/** What models cost: by the price list, or as a person says. */
export function PriceSection() {
  const { t } = useLanguage()
  const { draft, view } = useSettingsForm()
  const models = shownModels(draft, view)
  return (
    <SettingsSection title={t('settings.prices')} text={t('settings.prices.text')}>
      {models.length === 0 && <p className="text-faint">{t('settings.prices.none')}</p>}
      <ul className="divide-y divide-line">
        {models.map(({ model, parts, price }) => (
          <li key={model} className="py-4 first:pt-0 last:pb-0">
            <ModelPrice model={model} parts={parts} price={price} />
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}

function ModelPrice({
  model,
  parts,
  price,
}: {
  model: string
  parts: readonly PricePart[]
  /** Undefined: known once the model is saved. */
  price: StatedPrice | null | undefined
}) {
  const { t } = useLanguage()
  const { draft, problems, changeDraft } = useSettingsForm()
  const typed: PriceDraft = draft.prices[model] ?? noPrice
  const isTyped = priceParts.some((part) => typed[part] !== '')
  const [opened, setOpened] = useState(false)
  const isOpen = opened || isTyped
  const change = (next: PriceDraft) =>
    changeDraft((current) => ({ ...current, prices: { ...current.prices, [model]: next } }))
  const shownParts = priceParts.filter((part) => parts.includes(part) || typed[part] !== '')
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium wrap-anywhere">{model}</h3>
        {isOpen ? (
          <Button
            size="small"
            tone="quiet"
            onClick={() => {
              change(noPrice)
              setOpened(false)
            }}
          >
            {t('settings.price.remove')}
          </Button>
        ) : (
          <Button size="small" tone="quiet" onClick={() => setOpened(true)}>
            {t('settings.price.enter')}
          </Button>
        )}
      </div>
      <PriceLine price={price} />
      {isOpen && (
        <div className="mt-3 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {shownParts.map((part) => (
            <Field
              key={part}
              label={t(`settings.price.${part}`)}
              name={`prices.${model}.${part}`}
              inputMode="decimal"
              autoComplete="off"
              value={typed[part]}
              problem={problems.has(`prices.${model}.${part}`) ? t('settings.problem.price') : undefined}
              onChange={(event) => change({ ...typed, [part]: event.target.value })}
            />
          ))}
        </div>
      )}
    </>
  )
}

function PriceLine({ price }: { price: StatedPrice | null | undefined }) {
  const { language, t } = useLanguage()
  if (price === undefined) return <p className="text-sm text-faint">{t('settings.price.afterSave')}</p>
  if (price === null) {
    return (
      <p className="text-sm text-warn">
        {t('settings.price.unknown')}
        {' · '}
        <span className="text-soft">{t('settings.price.unknown.text')}</span>
      </p>
    )
  }
  const isOwn = price.source === 'settings'
  return (
    <p className="figures text-sm text-soft">
      {t(isOwn ? 'settings.price.own' : 'settings.price.listed')}
      {' · '}
      {priceWords(price, language, t)}
      {!isOwn && (
        <>
          {' · '}
          <a
            href={price.source}
            target="_blank"
            rel="noreferrer"
            className="text-accent-strong underline underline-offset-2"
          >
            {t('settings.price.source')}
          </a>
          {' · '}
          {t(price.unconfirmed ? 'settings.price.unconfirmed' : 'settings.price.read', { date: price.date })}
        </>
      )}
    </p>
  )
}
