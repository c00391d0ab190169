/** Jobs and items as every side sees them: in REST, in the stream and in the page. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { errorCodes } from './errors.ts'
import { itemNoteCodes } from './item-notes.ts'
import { itemKinds, jobTypes, phases } from './job-types.ts'
import { spendingSchema } from './money.ts'
import { itemStatuses, jobStatuses, waitingReasons } from './statuses.ts'

export const timestampSchema = z.iso.datetime()

export const storedErrorSchema = z.object({
  code: z.enum(errorCodes as [string, ...string[]]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sentence in both languages, ready to show. */
  message: z.object({ zh: z.string(), en: z.string() }),
})

/** What a person should know of an item although it ended well. */
export const itemNoteSchema = z.object({
  code: z.enum(itemNoteCodes as [string, ...string[]]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sentence in both languages, ready to show. */
  message: z.object({ zh: z.string(), en: z.string() }),
})
export type ShownItemNote = z.infer<typeof itemNoteSchema>

const phaseCountSchema = z.object({
  total: z.int().nonnegative(),
  completed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
})

export const waitingSchema = z.object({
  reason: z.enum(waitingReasons),
  /** When it goes on by itself, where that is known. */
  until: timestampSchema.nullable(),
  detail: z.string(),
  /** What `detail` says, as the parameters of the error that it comes from. Of a wait for a budget: `neededUsd`, `leftUsd`, `budgetUsd`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Waiting = z.infer<typeof waitingSchema>

export const jobSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectName: z.string(),
  /** The job that this one is a part of. */
  parentId: z.uuid().nullable(),
  type: z.enum(jobTypes),
  status: z.enum(jobStatuses),
  /** 0 to 100; never falls. */
  progress: z.int().min(0).max(100),
  phase: z.enum(phases).nullable(),
  phases: z.partialRecord(z.enum(phases), phaseCountSchema),
  /** What the job is about, for a list: a character's name, an episode count. May be empty. */
  label: z.string(),
  input: z.record(z.string(), z.unknown()),
  waiting: waitingSchema.nullable(),
  cancelRequested: z.boolean(),
  error: storedErrorSchema.nullable(),
  /** `offline` where no model was asked. Null until the first item ran. */
  provider: z.string().nullable(),
  /** Of calls whose price is known, with those of its parts. */
  costUsd: z.number(),
  /** Calls to models without a known price: the job costs more than `costUsd` by what they cost. */
  unpricedCalls: z.int().nonnegative(),
  /** How often the job was started: 1, and one more for each retry. */
  runs: z.int().positive(),
  workflowId: z.string(),
  /** Rises with every change of the row; a message with a lower one is stale. */
  version: z.int(),
  createdAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  completedAt: timestampSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>

export const jobItemSchema = z.object({
  id: z.uuid(),
  jobId: z.uuid(),
  kind: z.enum(itemKinds),
  /** Position among the items of its kind, from 0. */
  number: z.int(),
  label: z.string(),
  status: z.enum(itemStatuses),
  attempts: z.int(),
  /** How often it failed, by cause. */
  failures: z.record(z.string(), z.int()),
  error: storedErrorSchema.nullable(),
  notes: z.array(itemNoteSchema),
  /** The episode, character or look that the item makes. */
  subjectId: z.uuid().nullable(),
  /** The job that does the rest of the item. */
  childJobId: z.uuid().nullable(),
  version: z.int(),
  startedAt: timestampSchema.nullable(),
  completedAt: timestampSchema.nullable(),
})
export type JobItem = z.infer<typeof jobItemSchema>

/** An attempt that is running or waiting, as Temporal describes it. */
export const liveActivitySchema = z.object({
  activity: z.string(),
  state: z.enum(['scheduled', 'started', 'cancel_requested', 'paused']),
  attempt: z.int(),
  nextAttemptAt: timestampSchema.nullable(),
  lastFailure: z.string().nullable(),
  lastHeartbeatAt: timestampSchema.nullable(),
  worker: z.string().nullable(),
})

/** What is added to a job when somebody looks at it closely and Temporal answers. */
export const jobLiveSchema = z.object({
  workflowStatus: z.string(),
  historyLength: z.int(),
  activities: z.array(liveActivitySchema),
})
export type JobLive = z.infer<typeof jobLiveSchema>

export const jobDetailSchema = jobSchema.extend({
  children: z.array(jobSchema),
  spending: spendingSchema,
  /** Null when the job has ended, or when Temporal does not answer in time. */
  live: jobLiveSchema.nullable(),
})
export type JobDetail = z.infer<typeof jobDetailSchema>
