import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chapter, ParagraphRange } from '../../../src/contracts/text.ts'
import { episodeLength } from '../../../src/novel/episode-length.ts'
import { type EpisodeRequest, settleEpisodes } from '../../../src/novel/episodes.ts'

function tiles(ranges: readonly ParagraphRange[], paragraphs: number): boolean {
  let at = 0
  for (const { startParagraph, endParagraph } of ranges) {
    if (startParagraph !== at || endParagraph <= startParagraph) return false
    at = endParagraph
  }
  return at === paragraphs
}

/** Chapters that begin at the given paragraphs. */
function chaptersAt(starts: readonly number[], paragraphs: number): Chapter[] {
  const all = [...new Set([0, ...starts.filter((start) => start < paragraphs)])].sort((a, b) => a - b)
  return all.map((start, i) => ({
    title: `${i}`,
    volume: null,
    startParagraph: start,
    endParagraph: all[i + 1] ?? paragraphs,
  }))
}

const request = fc
  .record({
    lengths: fc.array(fc.record({ length: fc.integer({ min: 1, max: 6000 }), isSpeech: fc.boolean() }), {
      minLength: 1,
      maxLength: 120,
    }),
    starts: fc.array(fc.nat(130), { maxLength: 20 }),
    proposals: fc.array(fc.record({ paragraph: fc.nat(130), strength: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 40,
    }),
    minutesPerEpisode: fc.option(fc.double({ min: 0.5, max: 60, noNaN: true }), { nil: undefined }),
    maxEpisodes: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    language: fc.constantFrom('zh' as const, 'en' as const),
  })
  .map(({ starts, lengths, ...rest }) => ({
    ...rest,
    paragraphs: lengths.map(({ length, isSpeech }) => (isSpeech ? `“${'说'.repeat(length)}”` : '走'.repeat(length))),
    chapters: chaptersAt(starts, lengths.length),
  }))

const even = (paragraphs: number, length: number) => Array.from({ length: paragraphs }, () => '走'.repeat(length))
const base: Omit<EpisodeRequest, 'paragraphs' | 'chapters'> = { proposals: [], mode: 'auto', language: 'zh' }

describe('settleEpisodes', () => {
  it('tiles any novel in every mode and keeps the limit', () => {
    fc.assert(
      fc.property(request, fc.constantFrom('auto' as const, 'chapters' as const), (facts, mode) => {
        const episodes = settleEpisodes({ ...facts, mode })
        expect(tiles(episodes, facts.paragraphs.length)).toBe(true)
        if (facts.maxEpisodes !== undefined) expect(episodes.length).toBeLessThanOrEqual(facts.maxEpisodes)
      }),
    )
  })

  it('makes exactly as many episodes as counted, or says that it cannot', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1, max: 130 }), (facts, count) => {
        const settle = () => settleEpisodes({ ...facts, mode: 'count', maxEpisodes: count })
        if (count > facts.paragraphs.length) {
          expect(settle).toThrow(expect.objectContaining({ code: 'novel_too_few_paragraphs' }))
        } else {
          const episodes = settle()
          expect(episodes).toHaveLength(count)
          expect(tiles(episodes, facts.paragraphs.length)).toBe(true)
        }
      }),
    )
  })

  it('makes one episode a chapter', () => {
    const chapters = chaptersAt([3, 4, 9], 12)
    const episodes = settleEpisodes({ ...base, paragraphs: even(12, 10), chapters, mode: 'chapters' })
    expect(episodes.map(({ startParagraph }) => startParagraph)).toEqual([0, 3, 4, 9])
  })

  it('puts neighbouring chapters together evenly when there are too many', () => {
    const chapters = chaptersAt([10, 20, 30, 40, 50], 60)
    const episodes = settleEpisodes({
      ...base,
      paragraphs: even(60, 100),
      chapters,
      mode: 'chapters',
      maxEpisodes: 3,
    })
    expect(episodes.map(({ startParagraph }) => startParagraph)).toEqual([0, 20, 40])
  })

  it('cuts a long chapter at the strong boundary near the middle, not in the exact middle', () => {
    const facts = { paragraphs: even(70, 100), chapters: chaptersAt([], 70) }
    const episodes = settleEpisodes({ ...base, ...facts, proposals: [{ paragraph: 31, strength: 0.8 }] })
    expect(episodes.map(({ startParagraph }) => startParagraph)).toEqual([0, 31])
  })

  it('keeps the lengths of a novel of many chapters near the intended one', () => {
    const paragraphs = 2000
    const chapters = chaptersAt(
      Array.from({ length: 40 }, (_, i) => i * 50),
      paragraphs,
    )
    const episodes = settleEpisodes({ ...base, paragraphs: even(paragraphs, 150), chapters })
    const lengths = episodes.map(({ startParagraph, endParagraph }) => (endParagraph - startParagraph) * 150)
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(episodeLength('zh').least)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(episodeLength('zh').most)
  })

  it('puts short chapters together', () => {
    const paragraphs = 13
    const chapters = chaptersAt(
      Array.from({ length: paragraphs }, (_, i) => i),
      paragraphs,
    )
    const episodes = settleEpisodes({ ...base, paragraphs: even(paragraphs, 700), chapters })
    for (const { startParagraph, endParagraph } of episodes) {
      expect((endParagraph - startParagraph) * 700).toBeGreaterThanOrEqual(episodeLength('zh').least)
      expect((endParagraph - startParagraph) * 700).toBeLessThanOrEqual(episodeLength('zh').most)
    }
  })

  it('makes longer episodes of more minutes', () => {
    const facts = { paragraphs: even(400, 100), chapters: chaptersAt([], 400) }
    const counts = [1, 2, 4, 8].map(
      (minutesPerEpisode) => settleEpisodes({ ...base, ...facts, minutesPerEpisode }).length,
    )
    expect(counts).toEqual([23, 11, 6, 3])
  })

  it('does not cut between two speeches while there is narration within reach', () => {
    const talk = Array.from({ length: 30 }, (_, i) => (i === 17 ? '走'.repeat(100) : `“${'说'.repeat(100)}”`))
    const facts = { paragraphs: talk, chapters: chaptersAt([], 30) }
    const episodes = settleEpisodes({ ...base, ...facts, mode: 'count', maxEpisodes: 2 })
    expect([17, 18]).toContain(episodes[1]?.startParagraph)
  })

  it('begins an episode with the line of the volume, not with the chapter below it', () => {
    const paragraphs = ['第一卷 潮起', '第一章', '走'.repeat(3000), '第二卷 潮落', '第二章', '走'.repeat(3000)]
    const chapters: Chapter[] = [
      { title: '', volume: null, startParagraph: 0, endParagraph: 1 },
      { title: '第一章', volume: '第一卷 潮起', startParagraph: 1, endParagraph: 4 },
      { title: '第二章', volume: '第二卷 潮落', startParagraph: 4, endParagraph: 6 },
    ]
    for (const mode of ['chapters', 'auto'] as const) {
      expect(settleEpisodes({ ...base, paragraphs, chapters, mode }).map((episode) => episode.startParagraph)).toEqual([
        0, 3,
      ])
    }
  })

  it('makes no episode of a title page', () => {
    const paragraphs = ['雾中来客', '某某 著', '第一章', '走'.repeat(50), '第二章', '走'.repeat(50)]
    const chapters: Chapter[] = [
      { title: '', volume: null, startParagraph: 0, endParagraph: 2 },
      { title: '第一章', volume: null, startParagraph: 2, endParagraph: 4 },
      { title: '第二章', volume: null, startParagraph: 4, endParagraph: 6 },
    ]
    const episodes = settleEpisodes({ ...base, paragraphs, chapters, mode: 'chapters' })
    expect(episodes.map((episode) => episode.startParagraph)).toEqual([0, 4])
  })
})
