import type { Language } from '../contracts/text.ts'

/**
 * Chinese when a Chinese character comes at least as often as a word in Latin letters. A page of English in a Chinese novel, or a
 * Chinese preface before an English one, does not change the answer. Japanese, by its script, is nearer to Chinese; every other language
 * is nearer to English.
 */
export function detectLanguage(text: string): Language {
  let chinese = 0
  let words = 0
  let inWord = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const isLetter = isLatinLetter(code)
    if (isLetter && !inWord) words++
    inWord = isLetter
    if (isEastAsian(code)) chinese++
  }
  return chinese > 0 && chinese >= words ? 'zh' : 'en'
}

function isLatinLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code <= 0x24f)
}

/** Ideographs and kana. Of the rare ideographs beyond U+FFFF, the first half of the pair. */
function isEastAsian(code: number): boolean {
  return (
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0x3041 && code <= 0x30ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xd840 && code <= 0xd888)
  )
}
