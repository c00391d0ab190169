/** File names out of names that came out of a novel. */

/** Most file systems allow 255 bytes; number, ending and a little room are left. */
const mostBytes = 120

/**
 * `001-name`: a name that is safe on every file system and sorts in order. Letters and digits of all scripts are kept, everything else
 * becomes a hyphen; the number in front keeps names apart, and keeps them from being `..`, `con` or hidden.
 */
export function numberedName(number: number, name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const kept = upToBytes(words, mostBytes)
  return kept ? `${threeDigits(number)}-${kept}` : threeDigits(number)
}

export function threeDigits(number: number): string {
  return String(number).padStart(3, '0')
}

/** The longest beginning of whole letters in `bytes` of UTF-8. */
function upToBytes(text: string, bytes: number): string {
  let kept = ''
  let used = 0
  for (const letter of text) {
    used += Buffer.byteLength(letter)
    if (used > bytes) break
    kept += letter
  }
  return kept
}
