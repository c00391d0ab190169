/** Says, at the end of a job, what of it was done by the offline rules although a model was asked. */
import type { Job } from '../contracts/job.ts'
import type { Cli } from './cli.ts'
import { fallbackText } from './fallback-text.ts'
import type { Stack } from './stack.ts'

/** Asks for the items of the job and of its parts. Pictures have no rules to fall back to, so their jobs are left out. */
export async function sayFallbacks(cli: Cli, { client }: Stack, job: Job, signal: AbortSignal): Promise<void> {
  if (job.provider === 'offline') return
  const { children } = await client.getJobStatus(job.id, { signal })
  const jobs = [job, ...children].filter(({ type }) => type !== 'character_image_generation')
  const items = (await Promise.all(jobs.map(({ id }) => client.listJobItems(id, { signal })))).flat()
  const text = fallbackText(items, cli.language)
  if (text !== '') cli.terminal.note(text)
}
