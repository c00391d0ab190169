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
