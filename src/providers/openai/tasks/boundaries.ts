/** Where an episode may begin, asked of a model. */
import { z } from 'zod'
import type { Boundary, Paragraph } from '../../../contracts/text.ts'
import type { NovelPassage } from '../../analyst.ts'
import type { Checked, Task } from './ask-checked.ts'
import { type ShownText, showNumbered } from './shown-text.ts'

const answerSchema = z.strictObject({
  boundaries: z.array(z.strictObject({ paragraph: z.int(), strength: z.number() })),
})
type Answer = z.infer<typeof answerSchema>

/** Enough for a boundary in every eighth of the numbers of the largest window. */
const answerTokens = 3000
/** A passage that long has a place somewhere. */
const linesWithoutPlace = 60
/** More than so many of the numbers shown is no choice. */
const largestShare = 0.6

export function boundariesTask(passage: NovelPassage): Task<Answer, Boundary[]> {
  const chapters = passage.chapters.map(({ startParagraph }) => startParagraph)
  const shown = showNumbered(passage.paragraphs, new Set(chapters))
  return {
    name: 'boundaries',
    language: passage.language,
    subject: `${passage.startParagraph}-${passage.endParagraph}`,
    user: shown.text,
    schema: answerSchema,
    maxOutputTokens: answerTokens,
    temperature: 0,
    check: ({ boundaries }) => checkBoundaries(boundaries, shown, passage.paragraphs, chapters),
  }
}

/** The beginnings of chapters are known without a model. */
export function withChapters(boundaries: readonly Boundary[], chapters: readonly number[]): Boundary[] {
  const strengths = new Map(boundaries.map(({ paragraph, strength }) => [paragraph, strength]))
  for (const paragraph of chapters) strengths.set(paragraph, 1)
  return [...strengths]
    .map(([paragraph, strength]) => ({ paragraph, strength }))
    .sort((a, b) => a.paragraph - b.paragraph)
}

function checkBoundaries(
  answered: Answer['boundaries'],
  { numbers }: ShownText,
  paragraphs: readonly Paragraph[],
  chapters: readonly number[],
): Checked<Boundary[]> {
  const strange = answered.find(({ paragraph }) => !numbers.has(paragraph))
  if (strange) return { reason: `${strange.paragraph} is no number in the passage` }
  const outside = answered.find(({ strength }) => !(strength >= 0 && strength <= 1))
  if (outside) return { reason: `strength ${outside.strength} is not between 0 and 1` }
  if (new Set(answered.map(({ paragraph }) => paragraph)).size > Math.max(20, numbers.size * largestShare)) {
    return { reason: 'nearly every line is named; choose the best places' }
  }
  const lines = paragraphs.filter(({ text }) => text.trim() !== '').length
  if (answered.length === 0 && chapters.length === 0 && lines >= linesWithoutPlace) {
    return { reason: 'no place is named; name the best ones' }
  }
  const boundaries = answered.map(({ paragraph, strength }) => ({
    paragraph: numbers.get(paragraph) as number,
    strength,
  }))
  return { value: withChapters(boundaries, chapters) }
}
