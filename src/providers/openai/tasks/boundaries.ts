/** Where an episode may begin, asked of a model. */
import { z } from 'zod'
import type { Boundary } from '../../../contracts/text.ts'
import type { NovelPassage } from '../../analyst.ts'
import type { Checked, Task } from './ask-checked.ts'
import { reasonIn } from './reasons.ts'
import { type ShownText, showNumbered } from './shown-text.ts'

const answerSchema = z.object({
  boundaries: z.array(z.object({ paragraph: z.int(), strength: z.number() })),
})
type Answer = z.infer<typeof answerSchema>

/** Enough for a boundary in every eighth of the numbers of the largest window. */
const answerTokens = 3000
/** A passage that long has a place somewhere. */
const linesWithoutPlace = 60
/** More than so many of the numbers shown is no choice. */
const largestShare = 0.6

export function boundariesTask(passage: NovelPassage): Task<Answer, Boundary[]> {
  const chapters = headingsOf(passage)
  const shown = showNumbered(passage.paragraphs, { opening: new Set(chapters) })
  return {
    name: 'boundaries',
    language: passage.language,
    subject: `${passage.startParagraph}-${passage.endParagraph}`,
    user: shown.text,
    schema: answerSchema,
    maxOutputTokens: answerTokens,
    temperature: 0,
    check: ({ boundaries }) => checkBoundaries(boundaries, shown, passage, chapters),
  }
}

/** Where chapters begin. What stands before the first heading of a novel has no title and begins nothing. */
export function headingsOf({ chapters }: Pick<NovelPassage, 'chapters'>): number[] {
  return chapters.flatMap(({ title, startParagraph }) => (title === '' ? [] : [startParagraph]))
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
  { paragraphs, language }: NovelPassage,
  chapters: readonly number[],
): Checked<Boundary[]> {
  const strange = answered.find(({ paragraph }) => !numbers.has(paragraph))
  if (strange) return { reason: reasonIn(language, 'unknown_number', { number: strange.paragraph }) }
  const outside = answered.find(({ strength }) => !(strength >= 0 && strength <= 1))
  if (outside) return { reason: reasonIn(language, 'strength_outside', { strength: outside.strength }) }
  if (new Set(answered.map(({ paragraph }) => paragraph)).size > Math.max(20, numbers.size * largestShare)) {
    return { reason: reasonIn(language, 'too_many_places') }
  }
  const lines = paragraphs.filter(({ text }) => text.trim() !== '').length
  if (answered.length === 0 && chapters.length === 0 && lines >= linesWithoutPlace) {
    // Whoever says it again after that has looked: a passage may well be one scene.
    return { reason: reasonIn(language, 'no_place'), ifRepeated: [] }
  }
  const boundaries = answered.map(({ paragraph, strength }) => ({
    paragraph: numbers.get(paragraph) as number,
    strength,
  }))
  return { value: withChapters(boundaries, chapters) }
}
