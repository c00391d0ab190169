/**
 * The catalogue of job types: their names in both languages, their phases with the share of the whole that each is worth, and the kind of
 * item that each phase works on. Pure data without a validation library, because workflow code imports it.
 */

export const jobTypes = [
  'adaptation',
  'novel_split',
  'character_extraction',
  'character_image_generation',
  'batch_image_generation',
] as const
export type JobType = (typeof jobTypes)[number]

export const itemKinds = ['window', 'episode', 'pair', 'character', 'image'] as const
export type ItemKind = (typeof itemKinds)[number]

/** Phases of all types; the page translates them by name. */
export const phases = ['split', 'cast', 'read', 'divide', 'write', 'decide', 'merge', 'portray', 'draw'] as const
export type Phase = (typeof phases)[number]

export interface PhaseDefinition {
  name: Phase
  /** Percent of the whole job. The weights of a type add up to 100. */
  weight: number
  /** The items that the phase works on. */
  itemKind?: ItemKind
  /** The type of job that does the phase as a part of this one. A phase with neither is done in one step. */
  part?: JobType
}

export interface JobTypeDefinition {
  title: { zh: string; en: string }
  /** Whether jobs of the type read the novel with its chapters and marked lines, which must not change under them. */
  readsNovel: boolean
  phases: readonly PhaseDefinition[]
}

export const jobCatalogue: Record<JobType, JobTypeDefinition> = {
  adaptation: {
    title: { zh: '改编小说', en: 'Adapt novel' },
    readsNovel: true,
    phases: [
      { name: 'split', weight: 45, part: 'novel_split' },
      { name: 'cast', weight: 55, part: 'character_extraction' },
    ],
  },
  novel_split: {
    title: { zh: '拆分剧集', en: 'Split into episodes' },
    readsNovel: true,
    phases: [
      { name: 'read', weight: 5 },
      { name: 'divide', weight: 25, itemKind: 'window' },
      { name: 'write', weight: 70, itemKind: 'episode' },
    ],
  },
  character_extraction: {
    title: { zh: '提取角色', en: 'Extract characters' },
    readsNovel: true,
    phases: [
      { name: 'read', weight: 35, itemKind: 'window' },
      { name: 'decide', weight: 3, itemKind: 'pair' },
      { name: 'merge', weight: 2 },
      { name: 'portray', weight: 60, itemKind: 'character' },
    ],
  },
  character_image_generation: {
    title: { zh: '生成角色图片', en: 'Draw character' },
    readsNovel: false,
    phases: [{ name: 'draw', weight: 100, itemKind: 'image' }],
  },
  batch_image_generation: {
    title: { zh: '批量生成图片', en: 'Draw characters' },
    readsNovel: false,
    phases: [{ name: 'draw', weight: 100, itemKind: 'image' }],
  },
}

/** The phase of a job that works on items of a kind. */
export function phaseOfItems(type: JobType, kind: ItemKind): Phase | undefined {
  return jobCatalogue[type].phases.find(({ itemKind }) => itemKind === kind)?.name
}

/** Whether jobs of the type can be a whole phase of another, which then shows their percent as its own. */
export function canBePhase(type: JobType): boolean {
  return Object.values(jobCatalogue).some(({ phases }) => phases.some(({ part }) => part === type))
}

/** Task queues: a slow or throttled provider holds up only its own lane. */
export const taskQueues = { work: 'cineqo', text: 'cineqo-text', image: 'cineqo-image' } as const

/** The workflow of a job. Starting it twice is starting it once. */
export function workflowIdOf(type: JobType, jobId: string): string {
  return `${type}/${jobId}`
}

/** The job of a workflow, from its id. Undefined when the workflow is none of ours. */
export function jobOfWorkflow(workflowId: string): { type: JobType; jobId: string } | undefined {
  const [name, jobId] = workflowId.split('/')
  const type = jobTypes.find((known) => known === name)
  return type && jobId ? { type, jobId } : undefined
}

/** The workflow that settles what an ended job has left open with its providers. */
export const settlingWorkflow = 'settle_requests'

/** Its id: a job has one at a time. */
export function settlingIdOf(jobId: string): string {
  return `${settlingWorkflow}/${jobId}`
}

/** Search attributes that find a job in Temporal's Web UI and CLI, all of type Keyword. */
export const searchAttributes = {
  project: 'CineqoProject',
  user: 'CineqoUser',
  jobType: 'CineqoJobType',
  job: 'CineqoJob',
} as const

/** The name of the workflow query that answers with a `JobProgress`. */
export const progressQuery = 'progress'

/** The name of the signal that says that a budget was changed in which the job counts. */
export const budgetChangedSignal = 'budget_changed'

/** The memo that says which start of the job a workflow is. Carried along by resets and continue-as-new. */
export function runMemo(runs: number): { runs: number } {
  return { runs }
}
