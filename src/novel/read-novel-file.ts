/** A file of any known format and encoding -> a novel with its chapters, and the report of how it was read. */
import type { Advertisement, NovelEncoding, ReadingReport } from '../contracts/novel-file.ts'
import type { Chapter } from '../contracts/text.ts'
import { divideIntoChapters } from './chapters.ts'
import { decodeNovel } from './decode.ts'
import { type ParsedNovel, readNovel } from './read-novel.ts'
import type { NovelFile } from './source-text.ts'

export interface NovelReading {
  novel: ParsedNovel
  chapters: Chapter[]
  /** Marked lines, in order; none is restored yet. */
  advertisements: Advertisement[]
  report: ReadingReport
}

export interface ReadingOptions {
  /** Reads text in this encoding instead of the one that would be found. */
  encoding?: NovelEncoding | undefined
}

/**
 * Reads a novel from a file. What the file is follows from its content; its name is only a hint.
 * @throws CineqoError with a code of `contracts/novel-errors.ts`
 */
export async function readNovelFile(file: NovelFile, _options: ReadingOptions = {}): Promise<NovelReading> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.open()) chunks.push(chunk)
  const { text, encoding } = decodeNovel(Buffer.concat(chunks))
  const novel = readNovel(text)
  const { chapters, notes } = divideIntoChapters(novel.paragraphs)
  return {
    novel,
    chapters,
    advertisements: [],
    report: { format: 'text', encoding, encodingSource: 'detected', bytes: file.bytes, changes: [], notes },
  }
}
