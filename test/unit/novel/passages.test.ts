import { describe, expect, it } from 'vitest'
import { divideIntoChapters } from '../../../src/novel/chapters.ts'
import { characterFacts, episodePassage, novelPassage, passingOver } from '../../../src/novel/passages.ts'
import { readNovel } from '../../../src/novel/read-novel.ts'
import type { CharacterFacts, EpisodePassage, NovelPassage } from '../../../src/providers/analyst.ts'

const novel = readNovel('Chapter 1\nMr. Pell woke.\nIt rained.\nChapter 2\nPell slept.\nIt snowed.')
const chapters = divideIntoChapters(novel.paragraphs).chapters
const first = { startParagraph: 0, endParagraph: 3 }
const second = { startParagraph: 3, endParagraph: 6 }

describe('passages', () => {
  it('carry the numbers of the novel and the chapters that begin in them', () => {
    const passage: NovelPassage = novelPassage(novel, chapters, { startParagraph: 2, endParagraph: 5 })
    expect(passage.paragraphs.map(({ number }) => number)).toEqual([2, 3, 4])
    expect(passage.chapters.map(({ title }) => title)).toEqual(['Chapter 2'])
  })

  it('of a novel with lines to pass over have these empty, and all numbers as they were', () => {
    const view = passingOver(novel, [1, 5])
    const passage = novelPassage(view, chapters, { startParagraph: 0, endParagraph: 6 })
    expect(passage.paragraphs).toEqual(
      novel.paragraphs.map((text, number) => ({ number, text: number === 1 || number === 5 ? '' : text })),
    )
    expect(novel.paragraphs[1]).toBe('Mr. Pell woke.')
  })

  it('of an episode tell its place and what comes next', () => {
    const passage: EpisodePassage = episodePassage(novel, chapters, { ...first, number: 1, of: 2 })
    expect(passage).toMatchObject({ episodeNumber: 1, episodeCount: 2 })
    expect(passage.nextParagraphs.map(({ text }) => text)).toEqual(['Chapter 2', 'Pell slept.', 'It snowed.'])
    expect(episodePassage(novel, chapters, { ...second, number: 2, of: 2 }).nextParagraphs).toEqual([])
  })

  it('of an episode tell the chapter it adapts, and which part of it', () => {
    const chapterOf = (startParagraph: number, endParagraph: number) =>
      episodePassage(novel, chapters, { startParagraph, endParagraph, number: 1, of: 1 }).chapter
    expect(chapterOf(0, 3)).toEqual({ title: 'Chapter 1', part: 'whole' })
    expect(chapterOf(3, 5)).toEqual({ title: 'Chapter 2', part: 'first' })
    expect(chapterOf(4, 5)).toEqual({ title: 'Chapter 2', part: 'middle' })
    expect(chapterOf(5, 6)).toEqual({ title: 'Chapter 2', part: 'last' })
  })

  it('of a character are the paragraphs that name it, and those before its first mentions', () => {
    const facts0 = { gender: null, age: null, isNarrator: false }
    const member = {
      name: 'Mr. Pell',
      aliases: ['Pell'],
      importance: 'main' as const,
      mentions: 2,
      evidence: [],
      ...facts0,
    }
    const facts: CharacterFacts = characterFacts(novel, member)
    expect(facts.passages.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4])
  })
})
