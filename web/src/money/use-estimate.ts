import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { EstimateRequest } from '../../../src/contracts/job-inputs.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'

/** What a job would cost. Null asks nothing. While another request is asked about, the answer to the one of before stays as a placeholder. */
export function useEstimate(projectId: string, request: EstimateRequest | null) {
  return useQuery({
    queryKey: [...keys.estimate(projectId), request],
    queryFn: ({ signal }) => client.estimateJob(projectId, request as EstimateRequest, { signal }),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
