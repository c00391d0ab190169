import type { Language } from '../contracts/text.ts'

/** Counts Unicode code points. */
export function countCharacters(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0xd800 && code <= 0xdbff) {
      const next = text.charCodeAt(i + 1)
      if (next >= 0xdc00 && next <= 0xdfff) count--
    }
  }
  return count
}

/**
 * Chinese when a Chinese character comes at least as often as a word in Latin letters. A page of English in a Chinese novel, or a
 * Chinese preface before an English one, does not change the answer.
 */
export function detectLanguage(text: string): Language {
  const chinese = text.match(/[\u3400-\u9FFF]/g)?.length ?? 0
  const words = text.match(/[A-Za-z\u00C0-\u024F]+/g)?.length ?? 0
  return chinese > 0 && chinese >= words ? 'zh' : 'en'
}
