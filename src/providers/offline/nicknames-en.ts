/** Other names that people of an English text give themselves: "Call me Gran", "My name is John Hobb". */
import type { Paragraph } from '../../contracts/text.ts'
import type { NameLink } from '../../novel/cast-links.ts'
import { readDialogue, type Voices } from './dialogue.ts'

const NAME = "(\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+){0,2})"
const OF_ONESELF = new RegExp(
  `\\b(?:[Cc]all me|[Cc]alls me|[Mm]y (?:real |own )?name(?: is|’s|'s)) (?:the )?${NAME}`,
  'gu',
)

/** Which names the speakers of the passage say are theirs. `voices` holds the names found so far. */
export function nicknameLinksInEnglish(paragraphs: readonly Paragraph[], voices: Voices): NameLink[] {
  const telling = paragraphs.some(({ text }) => text.search(OF_ONESELF) >= 0)
  if (!telling) return []
  return readDialogue(paragraphs, voices, 'en').flatMap((parts) =>
    parts.flatMap((part) => {
      const { speaker } = part.kind === 'speech' ? part : { speaker: null }
      if (speaker === null || !voices.shown.has(speaker)) return []
      return [...part.text.matchAll(OF_ONESELF)]
        .map(([, name = '']) => ({ first: speaker, second: name }))
        .filter(({ second }) => voices.shown.get(second) !== speaker)
    }),
  )
}
