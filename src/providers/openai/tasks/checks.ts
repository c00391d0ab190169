/** What several answers are held to. */
import type { Language } from '../../../contracts/text.ts'

/** Whether a text is written in a language, by script: some foreign names in it do not count. */
export function isInLanguage(text: string, language: Language): boolean {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const latin = text.match(/[A-Za-z]+/g)?.length ?? 0
  return language === 'zh' ? chinese >= latin : latin > 0 && latin >= chinese
}
