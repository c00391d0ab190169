/** Which words of an appearance are not in the text of the novel. Pure. */

export interface AppearancePart {
  text: string
  isInvented: boolean
  /** Where it begins in the appearance. */
  at: number
}

/** The appearance in parts, and what was invented without standing in it word for word. */
export function markInvented(
  appearance: string,
  invented: readonly string[],
): { parts: AppearancePart[]; others: string[] } {
  const phrases = invented.map((phrase) => phrase.trim()).filter((phrase) => phrase !== '')
  const marked = new Array<boolean>(appearance.length).fill(false)
  for (const phrase of phrases) {
    for (let at = appearance.indexOf(phrase); at >= 0; at = appearance.indexOf(phrase, at + phrase.length)) {
      marked.fill(true, at, at + phrase.length)
    }
  }
  const parts: AppearancePart[] = []
  for (let at = 0, end = 0; at < appearance.length; at = end) {
    while (end < appearance.length && marked[end] === marked[at]) end++
    parts.push({ text: appearance.slice(at, end), isInvented: marked[at] === true, at })
  }
  return { parts, others: phrases.filter((phrase) => !appearance.includes(phrase)) }
}
