/** Names of uploaded files: for showing and as a hint of the format. Nothing is ever opened by one. */

const longestFileName = 255

/** Takes folders, halves of surrogate pairs, and characters that control a terminal or the direction of writing off. Null when nothing is left. */
export function cleanFileName(name: string | null | undefined): string | null {
  const cleaned = (name ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[\p{Control}\p{Bidi_Control}\p{Surrogate}]/gu, '')
    .trim()
    .slice(-longestFileName)
    // The cut may have left half of a pair.
    .replace(/\p{Surrogate}/gu, '')
  return cleaned || null
}

/** The name in a `Content-Disposition` header (RFC 6266): that of `filename*` in UTF-8, else that of `filename`. */
export function dispositionFileName(header: string | undefined): string | null {
  const extended = header && /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header)?.[1]
  if (extended) {
    try {
      return decodeURIComponent(extended)
    } catch {
      // Not encoded as it says: the plain name remains.
    }
  }
  const plain = header && /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header)
  return plain ? (plain[1]?.replace(/\\(.)/g, '$1') ?? plain[2] ?? null) : null
}
