/** The progress of a running job: the answer of the query `progress`, and a table for Temporal's Web UI. */
import {
  defineQuery,
  defineSignal,
  getExternalWorkflowHandle,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { canBePhase, type JobType, jobCatalogue, type Phase, progressQuery } from '../contracts/job-types.ts'
import { enterPhase, isDoneByPart, type JobProgress, type PhaseCount, percentOf } from '../contracts/progress.ts'

export const progressQueryDefinition = defineQuery<JobProgress>(progressQuery)

/** How a part that is a job of its own tells the whole how far it is. */
const partProgressSignal = defineSignal<[percent: number]>('part_progress')
/** A part tells its parent each time it has come this much further, so that it costs few events. */
const tellParentEveryPercent = 5

export interface ProgressTracker {
  /** Enters a phase, with what is known of its items. */
  phase(name: Phase, count?: PhaseCount): void
  /** Counts one more item of a phase. */
  settled(name: Phase, status: 'completed' | 'failed'): void
  /** Says what the job waits for, or with null that it goes on. */
  waitsFor(reason: JobProgress['waiting']): void
  /** The state to carry into the next run of the same job. */
  current(): JobProgress
}

/** Registers the query and keeps what it answers. `carried` comes from the run before, after continue-as-new. */
export function trackProgress(type: JobType, carried?: JobProgress): ProgressTracker {
  const state: JobProgress = { phase: null, phases: {}, percent: 0, ...carried, waiting: null }
  let toldPercent = state.percent

  const changed = () => {
    state.percent = Math.max(state.percent, percentOf(type, state.phases))
    setCurrentDetails(toMarkdown(type, state))
    if (state.percent < toldPercent + tellParentEveryPercent) return
    toldPercent = state.percent
    if (canBePhase(type)) tellParent(state.percent)
  }
  setHandler(progressQueryDefinition, () => state, { description: 'Phase, counts and percent of the job.' })

  setHandler(partProgressSignal, (percent) => {
    if (!state.phase || !isDoneByPart(type, state.phase)) return
    state.phases[state.phase] = { total: 100, completed: percent, failed: 0 }
    changed()
  })

  return {
    phase(name, count) {
      state.phase = name
      state.phases = enterPhase(type, state.phases, name)
      if (count) state.phases[name] = count
      changed()
    },
    settled(name, status) {
      const count = state.phases[name] ?? { total: 0, completed: 0, failed: 0 }
      // A part that is a job counts by percent; completing it is coming to 100.
      const by = isDoneByPart(type, name) && status === 'completed' ? 100 - count.completed : 1
      state.phases[name] = { ...count, [status]: count[status] + by }
      changed()
    },
    waitsFor(reason) {
      if (state.waiting === reason) return
      state.waiting = reason
      changed()
    },
    current: () => state,
  }
}

/** Tells the workflow that this one is a part of. Nobody waits for it: a parent that has ended does not need to know. */
function tellParent(percent: number): void {
  const { parent } = workflowInfo()
  if (!parent) return
  getExternalWorkflowHandle(parent.workflowId)
    .signal(partProgressSignal, percent)
    .catch(() => {})
}

function toMarkdown(type: JobType, { phase, phases, percent, waiting }: JobProgress): string {
  const rows = jobCatalogue[type].phases.map(({ name }) => {
    const count = phases[name]
    const marker = name === phase ? '**' : ''
    return `| ${marker}${name}${marker} | ${count ? `${count.completed} / ${count.total}` : ''} | ${count?.failed || ''} |`
  })
  const state = waiting === 'budget' ? `**${percent} %**, waits for its budget to be raised` : `**${percent} %**`
  return [state, '', '| phase | done | failed |', '|---|---|---|', ...rows].join('\n')
}
