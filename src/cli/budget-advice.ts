/** What a person does about a job that waits because a budget is used up: whose budget that is, and the command that raises it. */
import type { CineqoClient } from '../client/index.ts'
import { errorText } from '../contracts/errors.ts'
import type { Job, Waiting } from '../contracts/job.ts'
import type { Language } from '../contracts/text.ts'
import { printable } from './terminal.ts'
import { sayIn } from './text.ts'

/** Budgets are told with four decimals. */
const toldUsd = 0.000_05

/** Asks the API whose budget it is. `job` waits for one. */
export async function budgetAdvice(
  client: CineqoClient,
  job: Job,
  wait: Waiting,
  { language, signal }: { language: Language; signal: AbortSignal },
): Promise<string> {
  const say = sayIn(language)
  const reason = printable(
    wait.params ? errorText({ code: 'budget_reached', params: wait.params }, language) : wait.detail,
  )
  for (let id: string | null = job.id; id !== null; ) {
    const { spending, parentId } = await client.getJobStatus(id, { signal })
    if (isMeant(spending.budgetUsd, wait)) return say('raise_job_budget', { reason, job: id })
    id = parentId
  }
  return say('raise_project_budget', { reason, project: job.projectId })
}

function isMeant(budgetUsd: number | null, { params }: Waiting): boolean {
  if (budgetUsd === null) return false
  return params?.budgetUsd === undefined || Math.abs(Number(params.budgetUsd) - budgetUsd) <= toldUsd
}
