import type { Chapter } from '../contracts/text.ts'

/**
 * The chapters of a novel, which tile it, apart: what stands before the first heading, and those that a heading opens. A novel without any
 * heading has no front matter: it is one chapter.
 */
export function partFrontMatter(chapters: readonly Chapter[]): { frontMatter: Chapter | null; headed: Chapter[] } {
  const [first, ...rest] = chapters
  return first && first.title === '' && rest.length > 0
    ? { frontMatter: first, headed: rest }
    : { frontMatter: null, headed: [...chapters] }
}
