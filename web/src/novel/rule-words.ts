/** The rules that mark lines as advertisements, in words. */
import type { Translate } from '../i18n/language.tsx'

const known = [
  'site_address',
  'remember_site',
  'turn_page',
  'latest_chapters',
  'search_engine',
  'download',
  'group_invitation',
  'channel_invitation',
  'vote_request',
  'thanks_for_votes',
  'author_note',
  'chapters_elsewhere',
  'error_report',
  'support_request',
  'copied_without_leave',
  'project_gutenberg',
] as const

/** A rule that the page does not know is said by its name. */
export function ruleWords(rule: string, t: Translate): string {
  const name = known.find((one) => one === rule)
  return name ? t(`ads.rule.${name}`) : t('ads.rule.other', { rule })
}
