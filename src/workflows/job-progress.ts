/** The progress of a running job: the answer of the query `progress`, and a table for Temporal's Web UI. */
import { defineQuery, setCurrentDetails, setHandler } from '@temporalio/workflow'
import { type JobType, jobCatalogue, type Phase, progressQuery } from '../contracts/job-types.ts'
import { type JobProgress, type PhaseCount, percentOf } from '../contracts/progress.ts'

export const progressQueryDefinition = defineQuery<JobProgress>(progressQuery)

export interface ProgressTracker {
  /** Enters a phase, with what is known of its items. */
  phase(name: Phase, count?: PhaseCount): void
  /** Counts one more item of a phase. */
  settled(name: Phase, status: 'completed' | 'failed'): void
  /** The state to carry into the next run of the same job. */
  current(): JobProgress
}

/** Registers the query and keeps what it answers. `carried` comes from the run before, after continue-as-new. */
export function trackProgress(type: JobType, carried?: JobProgress): ProgressTracker {
  const state: JobProgress = carried ?? { phase: null, phases: {}, percent: 0 }

  const changed = () => {
    state.percent = Math.max(state.percent, percentOf(type, state.phases))
    setCurrentDetails(toMarkdown(type, state))
  }
  setHandler(progressQueryDefinition, () => state, { description: 'Phase, counts and percent of the job.' })

  return {
    phase(name, count) {
      state.phase = name
      if (count) state.phases[name] = count
      changed()
    },
    settled(name, status) {
      const count = state.phases[name] ?? { total: 0, completed: 0, failed: 0 }
      state.phases[name] = { ...count, [status]: count[status] + 1 }
      changed()
    },
    current: () => state,
  }
}

function toMarkdown(type: JobType, { phase, phases, percent }: JobProgress): string {
  const rows = jobCatalogue[type].phases.map(({ name }) => {
    const count = phases[name]
    const marker = name === phase ? '**' : ''
    return `| ${marker}${name}${marker} | ${count ? `${count.completed} / ${count.total}` : ''} | ${count?.failed || ''} |`
  })
  return [`**${percent} %**`, '', '| phase | done | failed |', '|---|---|---|', ...rows].join('\n')
}
