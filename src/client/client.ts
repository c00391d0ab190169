/** The client of the API: used by the page, by `cineqo`, and by people's own front ends and programs. */

import { healthMethods } from './health.ts'
import { jobMethods } from './jobs.ts'
import { projectMethods } from './projects.ts'
import { settingsMethods } from './settings.ts'
import { startMethods } from './start-jobs.ts'
import { type StreamHandlers, type StreamOptions, subscribeToJobs } from './stream.ts'
import { type ClientOptions, createTransport } from './transport.ts'
import { type WaitOptions, waitForJob } from './wait-for-job.ts'

/**
 * Makes a client. Works in browsers and in Node. Every answer is checked; a request that fails rejects with a `CineqoApiError`.
 *
 * ```ts
 * const cineqo = createClient({ baseUrl: 'http://127.0.0.1:3000' })
 * const project = await cineqo.createProject({ name: 'My novel' })
 * const { success, jobId, error } = await cineqo.splitNovelByAIAsync(text, project.id, { maxEpisodes: 20 })
 * if (success) await cineqo.waitForJob(jobId, { onChange: (job) => console.log(`${job.progress} %`) })
 * ```
 */
export function createClient(options: ClientOptions = {}) {
  const transport = createTransport(options)
  const projects = projectMethods(transport)
  const jobs = jobMethods(transport)
  return {
    baseUrl: transport.baseUrl,
    ...healthMethods(transport),
    ...projects,
    ...jobs,
    ...settingsMethods(transport),
    ...startMethods(transport, projects, jobs),

    /** Follows all jobs of the user until the returned function is called. Lost connections are opened again without end. */
    subscribeToJobs: (handlers: StreamHandlers, streamOptions?: StreamOptions) =>
      subscribeToJobs(transport, handlers, streamOptions),

    /** The job when it has ended. Listens to the stream; nothing is polled. */
    waitForJob: (jobId: string, waitOptions?: WaitOptions) => waitForJob(transport, jobs, jobId, waitOptions),
  }
}

export type CineqoClient = ReturnType<typeof createClient>
