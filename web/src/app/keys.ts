/** Keys of queries: one place, so that the stream and the pages mean the same. */
export const keys = {
  health: ['health'],
  projects: ['projects'],
  project: (projectId: string) => ['project', projectId],
  chapters: (projectId: string) => ['chapters', projectId],
  advertisements: (projectId: string) => ['advertisements', projectId],
  novelText: (projectId: string, sha256: string) => ['novel-text', projectId, sha256],
  episodes: (projectId: string) => ['episodes', projectId],
  characters: (projectId: string) => ['characters', projectId],
  settings: (projectId: string | null) => ['settings', projectId],
  estimate: (projectId: string) => ['estimate', projectId],
  history: ['history'],
  job: (jobId: string) => ['job', jobId],
  items: (jobId: string) => ['items', jobId],
} as const
