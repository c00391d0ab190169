/** The last line of a text that grows, for places that have one line for it. Pure. */

/** The last `most` characters of the last line with anything in it; an ellipsis says that more is before it. */
export function lastLine(text: string, most = 80): string {
  const line = text.trimEnd().split('\n').at(-1)?.trim() ?? ''
  const letters = [...line]
  return letters.length <= most ? line : `…${letters.slice(-most).join('')}`
}
