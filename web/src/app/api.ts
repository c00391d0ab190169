/** The client of the API and the cache of its answers: one of each for the page. */
import { QueryClient } from '@tanstack/react-query'
import { createClient, isCineqoApiError } from '../../../src/client/index.ts'
import { createLiveStore } from '../live/live-store.ts'

export const client = createClient()

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream says what changed; what it does not carry (projects, novels) is asked again when a page is opened.
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) =>
        failures < 2 && isCineqoApiError(error) && (error.status === 0 || error.status >= 500),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    mutations: { networkMode: 'always' },
  },
})

export const live = createLiveStore(client, queries)
