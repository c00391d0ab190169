/** The rules that mark lines as advertisements and that the page has words for. Pure. */
const knownRules = [
  'site_address',
  'remember_site',
  'turn_page',
  'latest_chapters',
  'search_engine',
  'download',
  'group_invitation',
  'channel_invitation',
  'vote_request',
  'book_recommendation',
  'thanks_for_votes',
  'author_note',
  'chapters_elsewhere',
  'error_report',
  'support_request',
  'copied_without_leave',
  'project_gutenberg',
] as const

/** The rule, if the page has words for it; one of another version is said by its name. */
export function knownRule(rule: string): (typeof knownRules)[number] | undefined {
  return knownRules.find((known) => known === rule)
}
