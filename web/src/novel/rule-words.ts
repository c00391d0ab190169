/** The words for the rules that mark lines as advertisements. Pure. */
import { zhNovel } from '../i18n/zh-novel.ts'

type RuleKey = Extract<keyof typeof zhNovel, `ads.rule.${string}`>

/** The message that says a rule; one of another version, which the page has no words for, is said by its name. */
export function ruleKey(rule: string): RuleKey {
  const key = `ads.rule.${rule}`
  return Object.hasOwn(zhNovel, key) ? (key as RuleKey) : 'ads.rule.other'
}
