/** A file of any known format and encoding -> a novel with its chapters, and the report of how it was read. */
import type { Advertisement, ReadingReport } from '../contracts/novel-file.ts'
import type { Chapter } from '../contracts/text.ts'
import { findAdvertisements } from './advertisements.ts'
import { divideIntoChapters } from './chapters.ts'
import { type OpenOptions, openNovelFile } from './formats/open-novel-file.ts'
import { boundedNotes } from './numbering-notes.ts'
import { novelOf, type ParsedNovel } from './read-novel.ts'
import { LineCollector } from './read-source.ts'
import type { NovelFile } from './source-text.ts'

export interface NovelReading {
  novel: ParsedNovel
  chapters: Chapter[]
  /** Marked lines, in order; none is restored yet. */
  advertisements: Advertisement[]
  report: ReadingReport
}

/**
 * Reads a novel from a file. What the file is follows from its content; its name is only a hint.
 * @throws CineqoError with a code of `contracts/novel-errors.ts`
 */
export async function readNovelFile(file: NovelFile, options: OpenOptions = {}): Promise<NovelReading> {
  const source = await openNovelFile(file, options)
  const collector = new LineCollector(source.changes)
  for await (const lines of source.lines) collector.add(lines)
  const { paragraphs, outline } = collector.end(source.unit)
  const novel = novelOf(paragraphs)
  const { chapters, notes } = divideIntoChapters(novel.paragraphs, outline)
  const { format, encoding, encodingSource } = source
  const changes = [...source.changes].map(([kind, count]) => ({ kind, count }))
  const report = { format, encoding, encodingSource, bytes: file.bytes, changes }
  return {
    novel,
    chapters,
    advertisements: findAdvertisements(novel.paragraphs),
    report: { ...report, notes: [...boundedNotes(source.notes), ...notes] },
  }
}
