/** The rules that mark lines as advertisements, in words. */
import type { Key, Translate } from '../i18n/language.tsx'

const words = {
  site_address: 'ads.rule.site_address',
  vote_request: 'ads.rule.vote_request',
} as const satisfies Record<string, Key>

/** A rule that the page does not know is said by its name. */
export function ruleWords(rule: string, t: Translate): string {
  const known = Object.entries(words).find(([name]) => name === rule)
  return known ? t(known[1]) : t('ads.rule.other', { rule })
}
