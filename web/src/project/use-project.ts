import { useQuery } from '@tanstack/react-query'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'

export function useProject(projectId: string) {
  return useQuery({
    queryKey: keys.project(projectId),
    queryFn: ({ signal }) => client.getProject(projectId, { signal }),
  })
}

export function useEpisodes(projectId: string) {
  return useQuery({
    queryKey: keys.episodes(projectId),
    queryFn: ({ signal }) => client.listEpisodes(projectId, { signal }),
  })
}

export function useCharacters(projectId: string) {
  return useQuery({
    queryKey: keys.characters(projectId),
    queryFn: ({ signal }) => client.listCharacters(projectId, { signal }),
  })
}

/** The text of a novel by paragraphs; asked for when somebody wants to read it. A novel never changes, so it is kept. */
export function useParagraphs(projectId: string, sha256: string | undefined, wanted: boolean) {
  return useQuery({
    queryKey: keys.novelText(projectId, sha256 ?? ''),
    queryFn: ({ signal }) => client.getNovelText(projectId, { signal }),
    // The normalised text is its paragraphs, each on a line.
    select: (text) => text.split('\n'),
    enabled: wanted && sha256 !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
