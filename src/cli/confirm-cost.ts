/** Nothing is paid for unseen: what a job would cost is said before it is started, and a person at the terminal is asked. */
import { type CineqoClient, isCineqoApiError } from '../client/index.ts'
import type { JobInputs } from '../contracts/job-inputs.ts'
import type { Estimate } from '../contracts/money.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { confirm } from './confirm.ts'
import { estimateText } from './estimate-text.ts'
import { exitCodes } from './exit-codes.ts'

export interface CostQuestion {
  projectId: string
  input: Partial<JobInputs['adaptation']>
  /** Starts without asking. */
  yes: boolean
  signal: AbortSignal
}

/** Throws when the person does not want to start. What is free is not asked about. */
export async function confirmCost(cli: Cli, client: CineqoClient, question: CostQuestion): Promise<void> {
  const { terminal, language, say } = cli
  const estimate = await estimateOrWhyNot(client, question)
  if (!('failure' in estimate) && estimate.lines.length === 0) return
  terminal.note('failure' in estimate ? estimate.failure[language] : estimateText(estimate, language))
  if (question.yes || !terminal.attended || (await confirm(say('start_question'), question.signal))) return
  throw new CliError('not_started', exitCodes.cancelled, say('not_started'))
}

/** The estimate. A job can be started also where none can be made. */
async function estimateOrWhyNot(
  client: CineqoClient,
  { projectId, input, signal }: CostQuestion,
): Promise<Estimate | { failure: { zh: string; en: string } }> {
  try {
    return await client.estimateJob(projectId, { type: 'adaptation', input }, { signal })
  } catch (error) {
    if (isCineqoApiError(error) && error.code === 'estimate_failed') return { failure: error.messages }
    throw error
  }
}
