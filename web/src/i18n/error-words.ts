/** An error in words: a sentence in the language of the page, and the code to quote. */
import { isCineqoApiError } from '../../../src/client/index.ts'
import type { Language } from '../../../src/contracts/text.ts'
import type { Translate } from './language.tsx'

export function errorWords(error: unknown, language: Language, t: Translate): { sentence: string; code: string } {
  if (isCineqoApiError(error)) {
    if (error.code === 'network') return { sentence: t('error.network'), code: error.code }
    if (error.code === 'bad_answer') return { sentence: t('error.badAnswer'), code: error.code }
    return { sentence: error.messages[language], code: error.code }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { sentence: t('error.unknown', { detail }), code: 'page' }
}
