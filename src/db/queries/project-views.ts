/** Columns and mappings that the queries about projects share. */
import { sql } from 'drizzle-orm'
import type { Novel, Project } from '../../contracts/entities.ts'
import { advertisements, chapters, characters, episodes, images, jobs, novels, projects, spendings } from '../schema.ts'
import { toSpending } from './get-spending.ts'

const numberOf = (query: ReturnType<typeof sql>) => query.mapWith(Number)

export const chapterCount = numberOf(
  sql`(SELECT count(*) FROM ${chapters} WHERE ${chapters.novelId} = ${novels.id} AND ${chapters.byHand} = ${novels.chaptersByHand})`,
)

/** Lines marked as advertisements and not restored. */
export const advertisementCount = numberOf(
  sql`(SELECT count(*) FROM ${advertisements} WHERE ${advertisements.novelId} = ${novels.id} AND NOT ${advertisements.restored})`,
)

/** A project with its novel and what came out of it. Needs left joins of `novel` on the project's novel and of `spending` on the project. */
export const projectColumns = {
  project: projects,
  novel: novels,
  spending: spendings,
  chapters: chapterCount,
  advertisements: advertisementCount,
  episodes: numberOf(sql`(SELECT count(*) FROM ${episodes} WHERE ${episodes.splitId} = ${novels.splitId})`),
  characters: numberOf(
    sql`(SELECT count(*) FROM ${characters} WHERE ${characters.novelId} = ${novels.id} AND ${characters.setAsideReason} IS NULL)`,
  ),
  images: numberOf(sql`(SELECT count(*) FROM ${images} WHERE ${images.projectId} = ${projects.id})`),
  liveJobs: numberOf(
    sql`(SELECT count(*) FROM ${jobs} WHERE ${jobs.userId} = ${projects.userId} AND ${jobs.projectId} = ${projects.id} AND ${jobs.status} IN ('pending', 'processing'))`,
  ),
}

type NovelRow = typeof novels.$inferSelect

export interface ProjectSelection {
  project: typeof projects.$inferSelect
  novel: NovelRow | null
  spending: typeof spendings.$inferSelect | null
  chapters: number
  advertisements: number
  episodes: number
  characters: number
  images: number
  liveJobs: number
}

export function toNovel(row: NovelRow, counts: { chapters: number; advertisements: number }): Novel {
  return {
    id: row.id,
    projectId: row.projectId,
    sha256: row.sha256,
    fileName: row.fileName,
    language: row.language,
    characters: row.characters,
    paragraphs: row.paragraphs,
    chapters: counts.chapters,
    advertisements: counts.advertisements,
    chaptersVersion: row.chaptersVersion,
    report: row.report,
    hasOriginal: row.originalKey !== null,
    createdAt: row.createdAt.toISOString(),
  }
}

export function toProject(selected: ProjectSelection): Project {
  const { project, novel } = selected
  return {
    id: project.id,
    name: project.name,
    language: project.language,
    style: project.style,
    aspectRatio: project.aspectRatio as Project['aspectRatio'],
    novel: novel && toNovel(novel, selected),
    counts: {
      episodes: selected.episodes,
      characters: selected.characters,
      images: selected.images,
      liveJobs: selected.liveJobs,
    },
    spending: toSpending(selected.spending),
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
  }
}
