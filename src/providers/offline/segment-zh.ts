/**
 * Chinese text divided into words by a dictionary and, where the dictionary knows nothing, by a model of how words are built. Names of
 * people are mostly such unknown words, so a string that comes out as one word again and again is likely to be a name.
 */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

let segmenter: Jieba | undefined

/** The dictionary takes 0.1 s to load, so only texts that need it pay for it. */
function loaded(): Jieba {
  segmenter ??= Jieba.withDict(dict)
  return segmenter
}

/** For each UTF-16 unit of the text the length of the word that begins there, 0 inside words. */
export function wordLengths(text: string): Uint16Array {
  const lengths = new Uint16Array(text.length + 1)
  let offset = 0
  for (const word of loaded().cut(text, true)) {
    lengths[offset] = word.length
    offset += word.length
  }
  return lengths
}

/** What the dictionary takes a whole word for; nothing for a word that it does not have. */
export type WordKind = 'name' | 'noun' | 'other'

export function kindOfWord(word: string): WordKind | undefined {
  const tokens = loaded().tag(word, false)
  if (tokens.length !== 1) return undefined
  const tag = tokens[0]?.tag ?? 'x'
  if (tag === 'x') return undefined
  if (tag.startsWith('nr')) return 'name'
  return tag.startsWith('n') ? 'noun' : 'other'
}
