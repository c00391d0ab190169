import type { Character } from '../../../src/contracts/entities.ts'
import { useLanguage } from '../i18n/language.tsx'
import { ParagraphLink } from '../novel/paragraph-link.tsx'
import { Pictures } from './pictures.tsx'

/** Further outfits and ages of a character, in the order of the novel, each drawn from the character sheet. */
export function Looks({ character }: { character: Character }) {
  const { t } = useLanguage()
  if (character.looks.length === 0) return null
  const refused = character.images.length === 0 ? t('looks.needsSheet') : null
  return (
    <section aria-label={t('looks.title')}>
      <h3 className="caption">{t('looks.title')}</h3>
      <ul className="mt-2 space-y-5">
        {character.looks.map((look) => {
          const name = t('looks.portraitOf', { name: character.name, look: look.name })
          return (
            <li
              key={look.id}
              data-testid="look"
              className="grid gap-4 border-t border-line pt-4 min-[28rem]:grid-cols-[9rem_minmax(0,1fr)]"
            >
              <div className="min-w-0 min-[28rem]:order-last">
                <h4 className="title text-lg wrap-anywhere">{look.name}</h4>
                {look.startParagraph !== null && (
                  <p className="text-xs text-faint">
                    {t('looks.from')}{' '}
                    <ParagraphLink
                      projectId={character.projectId}
                      paragraph={look.startParagraph}
                      className="figures underline underline-offset-2 hover:text-ink"
                    />
                  </p>
                )}
                {look.appearance && <p className="mt-1.5 whitespace-pre-line wrap-anywhere">{look.appearance}</p>}
              </div>
              <div className="max-w-60">
                <Pictures
                  projectId={character.projectId}
                  subject={{ characterId: character.id, lookId: look.id }}
                  name={name}
                  letterOf={look.name}
                  images={look.images}
                  prompt={look.prompt || look.appearance}
                  refused={refused}
                />
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
