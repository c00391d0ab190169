/** Decides where the episodes begin, from chapters, lengths and the boundaries that an analyst proposed. */
import { CineqoError } from '../contracts/errors.ts'
import type { Boundary, Chapter, Language, ParagraphRange, SplitMode } from '../contracts/text.ts'
import { chooseStarts } from './choose-starts.ts'
import { type CutGround, surveyCuts } from './cut-ground.ts'
import { episodeLength } from './episode-length.ts'
import { fitStarts } from './fit-starts.ts'
import { runningCharacters } from './running-text.ts'

export interface EpisodeRequest {
  paragraphs: readonly string[]
  /** Tile all paragraphs. */
  chapters: readonly Chapter[]
  /** In any order; those outside the novel are ignored. */
  proposals: readonly Boundary[]
  mode: SplitMode
  /** No limit when undefined. Mode `count` makes exactly so many and needs it. */
  maxEpisodes?: number | undefined
  /** Mode `auto`: how long an episode plays. */
  minutesPerEpisode?: number | undefined
  language: Language
}

/** What stands before the first heading is an episode of its own from this many characters of running text. */
const MIN_FRONT_MATTER = 200

/**
 * Divides the novel into episodes that tile it: none empty, none missing.
 * - `chapters`: one a chapter; neighbours are put together when there are more chapters than `maxEpisodes`, and a title page goes with
 *   the first chapter.
 * - `count`: exactly `maxEpisodes`, of like length, cut at the most natural places.
 * - `auto`: long chapters are cut, short ones put together, so that an episode plays about `minutesPerEpisode`; never more than
 *   `maxEpisodes`.
 * @throws CineqoError `novel_too_few_paragraphs` when `count` asks for more episodes than there are paragraphs
 */
export function settleEpisodes(request: EpisodeRequest): ParagraphRange[] {
  const paragraphs = request.paragraphs.length
  const limit = request.maxEpisodes
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw new RangeError(`maxEpisodes must be a whole number from 1, got ${limit}`)
  }
  if (paragraphs === 0) return []
  const ground = surveyCuts(request.paragraphs, chapterStarts(request), request.proposals)
  return rangesOf(startsFor(request, ground), paragraphs)
}

function startsFor(request: EpisodeRequest, ground: CutGround): number[] {
  const { chapters } = ground
  const paragraphs = request.paragraphs.length
  const limit = request.maxEpisodes
  switch (request.mode) {
    case 'chapters':
      return limit === undefined || chapters.length <= limit ? [...chapters] : chooseStarts(ground, chapters, limit)
    case 'count': {
      if (limit === undefined) throw new RangeError('mode count needs maxEpisodes')
      if (limit > paragraphs) throw new CineqoError('novel_too_few_paragraphs', { paragraphs, episodes: limit })
      return chooseStarts(ground, allStarts(paragraphs), limit)
    }
    case 'auto': {
      const starts = fitStarts(ground, episodeLength(request.language, request.minutesPerEpisode))
      if (limit === undefined || starts.length <= limit) return starts
      // Too many: divide anew with longer episodes.
      return chooseStarts(ground, allStarts(paragraphs), limit)
    }
  }
}

/** Where chapters begin, each with the line of the volume that it opens; a short title page is no chapter. */
function chapterStarts({ chapters, paragraphs }: EpisodeRequest): number[] {
  const starts = chapters
    .filter((chapter) => chapter.startParagraph < paragraphs.length)
    .map((chapter, i) => {
      const opensVolume = chapter.volume !== null && chapter.volume !== (chapters[i - 1]?.volume ?? null)
      let start = chapter.startParagraph
      const floor = (chapters[i - 1]?.startParagraph ?? -1) + 1
      while (opensVolume && start > floor && isOfVolume(paragraphs[start - 1] ?? '', chapter.volume ?? '')) start--
      return start
    })
  const [first, second] = chapters
  const isTitlePage =
    first?.title === '' &&
    second !== undefined &&
    runningCharacters(paragraphs, first.startParagraph, first.endParagraph) < MIN_FRONT_MATTER
  return [...new Set([0, ...(isTitlePage ? starts.slice(2) : starts)])].sort((a, b) => a - b)
}

/** Whether a line is that of the volume, or one of its title lines. */
function isOfVolume(line: string, volume: string): boolean {
  return line !== '' && line.length <= volume.length + 20 && (volume.includes(line) || line.includes(volume))
}

function allStarts(paragraphs: number): number[] {
  return Array.from({ length: paragraphs }, (_, number) => number)
}

function rangesOf(starts: readonly number[], paragraphs: number): ParagraphRange[] {
  return starts.map((start, i) => ({ startParagraph: start, endParagraph: starts[i + 1] ?? paragraphs }))
}
