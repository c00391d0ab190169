/** How a book writes the names that a list gives in a form of its own: `My Dear Miss Vane` for `my dear Miss Vane`. */

/** The spellings of each listed name that the paragraphs have: the listed one, or where it stands nowhere, those that differ in case and apostrophes. */
export function spellingsOf(names: readonly string[], paragraphs: readonly string[]): Map<string, string[]> {
  const text = paragraphs.join('\n')
  return new Map(
    [...new Set(names)].map((name) => {
      if (wholeName(name, 'u').test(text)) return [name, [name]]
      return [name, [...new Set([...text.matchAll(wholeName(name, 'giu'))].map(([spelling]) => spelling))]]
    }),
  )
}

/** Names in Latin letters are whole words; in Chinese nothing tells where a name ends. */
function wholeName(name: string, flags: string): RegExp {
  const pattern = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['‘’]/g, "['‘’]")
  const isLetter = (character: string) => /[\p{Script=Latin}\p{N}]/u.test(character)
  const before = isLetter(name.charAt(0)) ? '(?<![\\p{Script=Latin}\\p{N}])' : ''
  const behind = isLetter(name.charAt(name.length - 1)) ? '(?![\\p{Script=Latin}\\p{N}])' : ''
  return new RegExp(before + pattern + behind, flags)
}
