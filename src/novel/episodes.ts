/** Decides where the episodes begin, from chapters, lengths and the boundaries that an analyst proposed. */

import { CineqoError } from '../contracts/errors.ts'
import type { Boundary, Chapter, Language, ParagraphRange, SplitMode } from '../contracts/text.ts'

/**
 * How much of a novel one episode adapts, in characters. An episode of a short drama plays one to three minutes and shows one turn
 * of the story; adaptations spend one or two web chapters (2,000 to 3,000 Chinese characters each) or 1,000 to 3,000 English words
 * (5.5 characters each, space included) on it.
 */
export const EPISODE_CHARACTERS: Record<Language, { least: number; ideal: number; most: number }> = {
  zh: { least: 1_500, ideal: 3_500, most: 4_500 },
  en: { least: 5_500, ideal: 10_000, most: 16_500 },
}

export interface EpisodeRequest {
  /** Characters of each paragraph. */
  paragraphLengths: readonly number[]
  /** Tile all paragraphs. */
  chapters: readonly Chapter[]
  /** In any order; those outside the novel are ignored. */
  proposals: readonly Boundary[]
  mode: SplitMode
  /** No limit when undefined. Mode `count` makes exactly so many and needs it. */
  maxEpisodes?: number | undefined
  language: Language
}

/**
 * Divides the novel into episodes that tile it: none empty, none missing.
 * - `chapters`: one a chapter; neighbours are put together when there are more chapters than `maxEpisodes`.
 * - `count`: exactly `maxEpisodes`, of like length, cut at the most natural places.
 * - `auto`: long chapters are cut, short ones put together, so that lengths stay near `EPISODE_CHARACTERS`; never more than `maxEpisodes`.
 * @throws CineqoError `novel_too_few_paragraphs` when `count` asks for more episodes than there are paragraphs
 */
export function settleEpisodes(request: EpisodeRequest): ParagraphRange[] {
  const paragraphs = request.paragraphLengths.length
  const limit = request.maxEpisodes
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw new RangeError(`maxEpisodes must be a whole number from 1, got ${limit}`)
  }
  if (paragraphs === 0) return []
  const ground = survey(request)
  const size = EPISODE_CHARACTERS[request.language]
  switch (request.mode) {
    case 'chapters': {
      const starts = chapterStarts(request.chapters, paragraphs)
      if (limit === undefined || starts.length <= limit) return rangesOf(starts, paragraphs)
      return rangesOf(chooseStarts(ground, starts, limit), paragraphs)
    }
    case 'count': {
      if (limit === undefined) throw new RangeError('mode count needs maxEpisodes')
      if (limit > paragraphs) throw new CineqoError('novel_too_few_paragraphs', { paragraphs, episodes: limit })
      return rangesOf(chooseStarts(ground, allStarts(paragraphs), limit), paragraphs)
    }
    case 'auto': {
      const total = ground.before[paragraphs] as number
      const starts = autoStarts(ground, chapterStarts(request.chapters, paragraphs), size)
      if (limit === undefined || starts.length <= limit) return rangesOf(starts, paragraphs)
      // Too many: divide anew with longer episodes, and only at the places that are natural at all.
      const natural = [...ground.strength].flatMap(([paragraph]) => (paragraph > 0 ? [paragraph] : []))
      const places = [0, ...natural.sort((a, b) => a - b)]
      const enough = places.length >= limit && total > 0
      return rangesOf(chooseStarts(ground, enough ? places : starts, limit), paragraphs)
    }
  }
}

interface Ground {
  /** Characters before each paragraph; one entry more than paragraphs, the last is the total. */
  before: number[]
  /** How natural a cut is, by paragraph; absent is arbitrary. */
  strength: Map<number, number>
}

function survey(request: EpisodeRequest): Ground {
  const before = [0]
  for (const length of request.paragraphLengths) before.push((before.at(-1) as number) + length)
  const strength = new Map<number, number>()
  for (const { paragraph, strength: value } of request.proposals) {
    if (paragraph >= before.length - 1) continue
    strength.set(paragraph, Math.max(value, strength.get(paragraph) ?? 0))
  }
  for (const chapter of request.chapters)
    if (chapter.startParagraph < before.length - 1) strength.set(chapter.startParagraph, 1)
  return { before, strength }
}

function chapterStarts(chapters: readonly Chapter[], paragraphs: number): number[] {
  const starts = chapters.map((chapter) => chapter.startParagraph).filter((start) => start < paragraphs)
  return [...new Set([0, ...starts])].sort((a, b) => a - b)
}

function allStarts(paragraphs: number): number[] {
  return Array.from({ length: paragraphs }, (_, number) => number)
}

function rangesOf(starts: readonly number[], paragraphs: number): ParagraphRange[] {
  return starts.map((start, i) => ({ startParagraph: start, endParagraph: starts[i + 1] ?? paragraphs }))
}

/** Cuts long chapters and puts short ones together. */
function autoStarts(
  ground: Ground,
  chapters: readonly number[],
  size: { least: number; ideal: number; most: number },
): number[] {
  const total = ground.before.length - 1
  const pieces = chapters.flatMap((start, i) => {
    const end = chapters[i + 1] ?? total
    const length = charactersOf(ground, start, end)
    if (length <= size.most) return [start]
    const wanted = Math.min(Math.round(length / size.ideal), Math.floor(length / size.least))
    return chooseStartsWithin(ground, start, end, Math.min(end - start, Math.max(2, wanted)))
  })
  const starts = pieces.filter((_, i) => i === 0)
  pieces.forEach((start, i) => {
    if (i === 0) return
    const last = starts.at(-1) as number
    const joined = charactersOf(ground, last, pieces[i + 1] ?? total)
    // Short pieces gather until they make an episode.
    const complete = charactersOf(ground, last, start) >= size.least && joined > size.ideal
    if (complete || joined > size.most) starts.push(start)
  })
  return withoutTiny(ground, starts, size)
}

/** Gives an episode that stayed too short to the shorter of its neighbours, where both fit in one. */
function withoutTiny(ground: Ground, starts: readonly number[], size: { least: number; most: number }): number[] {
  const total = ground.before.length - 1
  const kept = [...starts]
  for (let i = 0; i < kept.length; ) {
    const at = (index: number) => kept[index] ?? total
    if (charactersOf(ground, at(i), at(i + 1)) >= size.least) {
      i++
      continue
    }
    const withBefore = i > 0 ? charactersOf(ground, at(i - 1), at(i + 1)) : Number.POSITIVE_INFINITY
    const withAfter = i + 1 < kept.length ? charactersOf(ground, at(i), at(i + 2)) : Number.POSITIVE_INFINITY
    if (Math.min(withBefore, withAfter) > size.most) i++
    else kept.splice(withBefore <= withAfter ? i : i + 1, 1)
  }
  return kept
}

function charactersOf(ground: Ground, start: number, end: number): number {
  return (ground.before[end] as number) - (ground.before[start] as number)
}

function chooseStartsWithin(ground: Ground, start: number, end: number, count: number): number[] {
  const places = Array.from({ length: end - start }, (_, offset) => start + offset)
  return chooseStarts(ground, places, count, end)
}

/** How far from its ideal place a cut may be looked for, as a share of an episode's length. */
const REACH = 0.45
/** What a full step of strength is worth, in shares of an episode's length away from the ideal place. */
const STRENGTH_WEIGHT = 0.4

/**
 * Chooses exactly `count` starts among `places` (rising; the first is always taken): near even lengths, at strong boundaries. Needs at
 * least `count` places.
 */
function chooseStarts(
  ground: Ground,
  places: readonly number[],
  count: number,
  end = ground.before.length - 1,
): number[] {
  const first = places[0] as number
  const origin = ground.before[first] as number
  const step = ((ground.before[end] as number) - origin) / count
  const chosen = [first]
  let next = 1
  for (let k = 1; k < count; k++) {
    const ideal = origin + k * step
    // Enough places must remain for the starts that are still to come.
    const lastAllowed = places.length - (count - k)
    let best = next
    let bestScore = Number.NEGATIVE_INFINITY
    for (let i = next; i <= lastAllowed; i++) {
      const place = places[i] as number
      const away = step > 0 ? Math.abs((ground.before[place] as number) - ideal) / step : i - next
      if (away > REACH && i > next && (ground.before[place] as number) > ideal && bestScore > Number.NEGATIVE_INFINITY)
        break
      const reachPenalty = away > REACH ? away * 10 : away
      const score = (ground.strength.get(place) ?? 0) * STRENGTH_WEIGHT - reachPenalty
      if (score > bestScore) {
        best = i
        bestScore = score
      }
    }
    chosen.push(places[best] as number)
    next = best + 1
  }
  return chosen
}
