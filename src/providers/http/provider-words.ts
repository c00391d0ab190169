/** The provider's own words, as they may be shown and stored: short, without markup, without keys. */

/** Characters that are kept of what a provider says. */
const maxCharacters = 300
/** What is read of an answer that may be a page. */
const maxPageCharacters = 20_000

const secrets: readonly [RegExp, string][] = [
  // A key has a digit; the words after "key" in a sentence have none.
  [/\b(Bearer|Key|Basic)(\s+)(?=\S*\d)[^\s"',;]{6,}/gi, '$1$2***'],
  [/\b((?:api|access|secret|x-api)[_-]?(?:key|token)["']?\s*[:=]\s*["']?)[^\s"',;]+/gi, '$1***'],
  // OpenAI and those after its manner, Google, Groq, Hugging Face, xAI, fal (id:secret).
  [/\b(?:sk|pk|rk|gsk|hf|xai|AIza|fal)[-_][\w*.-]{4,}/g, '***'],
  [/\bAIza[\w-]{10,}/g, '***'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[\w-]+/gi, '***'],
  [/(\w+:\/\/)[^\s/@]+@/g, '$1***@'],
]

/** Whether what came is a page for people. */
export function isHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<html|<head|<\?xml[^>]*>\s*<html)/i.test(text.slice(0, 1000))
}

/** The title of a page, or its first heading, such as `502 Bad Gateway` or `Just a moment...`; else `HTML`. */
export function pageTitle(html: string, keysInUse: readonly string[] = []): string {
  const page = html.slice(0, maxPageCharacters)
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(page)?.[1] ?? ''
  return providerWords(title, keysInUse) || 'HTML'
}

/** What a provider said: in one line, at most 300 characters, without markup, and with everything that looks like a key taken out. */
export function providerWords(text: string, keysInUse: readonly string[] = []): string {
  let words = text.slice(0, maxPageCharacters)
  for (const key of keysInUse) if (key.length > 3) words = words.replaceAll(key, '***')
  for (const [pattern, replacement] of secrets) words = words.replace(pattern, replacement)
  const line = words
    .replace(/<(?:script|style)\b[\s\S]*?(?:<\/(?:script|style)>|$)/gi, ' ')
    .replace(/<[/!a-z][^>]*>/gi, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  // The last character may be half of a pair, and others are sent so.
  return line.slice(0, maxCharacters).replace(/\p{Surrogate}/gu, '')
}
