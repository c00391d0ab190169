import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { Advertisement } from '../../../src/contracts/novel-file.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'

/** The chapters, with their version and whether a person made them. */
export function useChapters(projectId: string) {
  return useQuery({
    queryKey: keys.chapters(projectId),
    queryFn: ({ signal }) => client.getChapters(projectId, { signal }),
  })
}

/** The lines that are marked as advertisements, and those that were restored. */
export function useAdvertisements(projectId: string) {
  return useQuery({
    queryKey: keys.advertisements(projectId),
    queryFn: async ({ signal }) => {
      const all: Advertisement[] = []
      let cursor: string | undefined
      do {
        const page = await client.listAdvertisements(projectId, { limit: largestPage, cursor }, { signal })
        all.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return all
    },
  })
}

/** The text of a novel by paragraphs; asked for when somebody wants to read it. A text never changes, so it is kept. */
export function useParagraphs(projectId: string, sha256: string) {
  return useQuery({
    queryKey: keys.novelText(projectId, sha256),
    queryFn: ({ signal }) => client.getNovelText(projectId, { signal }),
    // The normalised text is its paragraphs, each on a line.
    select: splitLines,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Asks again for what is known of a novel that was read anew; done when everything that is shown has come. */
export async function refreshNovel(queries: QueryClient, projectId: string): Promise<void> {
  const stale = [
    keys.project(projectId),
    keys.projects,
    keys.chapters(projectId),
    keys.advertisements(projectId),
    keys.estimate(projectId),
  ]
  await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
}

/** The most lines of one page that the API gives. */
const largestPage = 1000

/** Named, so that the text is divided once and not at every rendering. */
function splitLines(text: string): string[] {
  return text.split('\n')
}
