/** A picture prompt for a person of whom the rules write none: made up by the name, so that no two people are drawn alike, and said to be so. */
import { hashOf } from '../ledger.ts'

const hair = ['short black', 'long black', 'grey', 'white', 'brown', 'dark red', 'thinning', 'tightly bound']
const build = ['slight', 'tall', 'broad', 'stooped', 'wiry', 'heavy', 'upright', 'frail']
const face = ['narrow', 'round', 'square', 'scarred', 'freckled', 'lined', 'open', 'guarded']
const dress = ['plain dark coat', 'worn grey jacket', 'long blue robe', 'brown travelling cloak', 'pale linen shirt']

export function inventLooks(name: string): { prompt: string; invented: string[] } {
  const digest = Buffer.from(hashOf(name), 'hex')
  const pick = (words: readonly string[], index: number) => words[(digest[index] ?? 0) % words.length]
  const invented = [`${pick(hair, 0)} hair`, `${pick(build, 1)} build`, `${pick(face, 2)} face`, `${pick(dress, 3)}`]
  return { prompt: `A portrait of one person: ${invented.join(', ')}`, invented }
}
