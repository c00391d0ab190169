/** Program of an estimating process: estimates one job for the API that started it, and ends with it. */
import { CineqoError } from '../../contracts/errors.ts'
import { estimateOfTask } from './estimate-of-task.ts'
import type { EstimateOutcome, EstimateTask } from './estimate-task.ts'

process.on('disconnect', () => process.exit())
process.once('message', async (task: EstimateTask) => process.send?.(await outcomeOf(task)))
const ready: EstimateOutcome = { kind: 'ready' }
process.send?.(ready)

async function outcomeOf(task: EstimateTask): Promise<EstimateOutcome> {
  try {
    return { kind: 'estimated', estimate: await estimateOfTask(task) }
  } catch (error) {
    if (error instanceof CineqoError) return { kind: 'refused', error: error.toStored() }
    return { kind: 'broken', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
