import { useState } from 'react'
import { Link } from 'wouter'
import type { Character } from '../../../src/contracts/entities.ts'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import type { SetAside } from './use-set-aside.ts'

/** A long novel has hundreds of people who are not of the story. */
const shownFirst = 20

/** Those who are kept aside, each with the reason and the way back into the cast. */
export function AsideList({
  members,
  address,
  setAside,
}: {
  members: readonly Character[]
  /** Of the cast; a character's own is below it. */
  address: string
  setAside: SetAside
}) {
  const { t } = useLanguage()
  const [all, setAll] = useState(false)
  return (
    <>
      <p className="-mt-2 mb-4 max-w-2xl text-sm text-soft">{t('cast.aside.text')}</p>
      <ul className="panel divide-y divide-line overflow-hidden">
        {(all ? members : members.slice(0, shownFirst)).map((character) => (
          <li
            key={character.id}
            data-testid="aside-row"
            data-character-id={character.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:px-5"
          >
            <div className="min-w-48 flex-1">
              <p className="wrap-anywhere">
                <Link href={`${address}/${character.id}`} className="title underline-offset-2 hover:underline">
                  {character.name}
                </Link>
                {character.aliases.length > 0 && (
                  <span className="ml-2 text-sm text-faint">{character.aliases.join(' · ')}</span>
                )}
              </p>
              <p className="figures text-sm text-soft">
                {character.setAsideReason && t(`cast.reason.${character.setAsideReason}`)}
                <span className="text-faint"> · {t('cast.mentions', { n: character.mentions })}</span>
              </p>
            </div>
            <Button
              size="small"
              disabled={setAside.isPending}
              aria-label={t('cast.restore.label', { name: character.name })}
              onClick={() => setAside.change(character, false)}
            >
              {t('cast.restore')}
            </Button>
          </li>
        ))}
      </ul>
      {!all && members.length > shownFirst && (
        <Button size="small" className="mt-3" onClick={() => setAll(true)}>
          {t('common.showAll', { n: members.length })}
        </Button>
      )}
    </>
  )
}
