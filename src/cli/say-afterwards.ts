/** What is said when a job has ended, however it has: what of it was done by the offline rules although a model was asked, and what it cost. */
import type { Job } from '../contracts/job.ts'
import type { Cli } from './cli.ts'
import { fallbackText } from './fallback-text.ts'
import { spendingText } from './spending-text.ts'
import type { Stack } from './stack.ts'

/** Asks for the items of the job and of its parts. Pictures have no rules to fall back to, so their jobs are left out. */
export async function sayAfterwards(cli: Cli, { client }: Stack, job: Job, signal: AbortSignal): Promise<void> {
  const { children, spending } = await client.getJobStatus(job.id, { signal })
  const jobs = [job, ...children].filter(
    ({ type, provider }) => type !== 'character_image_generation' && provider !== 'offline',
  )
  const items = (await Promise.all(jobs.map(({ id }) => client.listJobItems(id, { signal })))).flat()
  for (const text of [fallbackText(items, cli.language), spendingText(spending, cli.language)]) {
    if (text !== '') cli.terminal.note(text)
  }
}
