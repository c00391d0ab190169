/** Jobs, their items, the ledger of paid calls, and the lanes. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { StoredError } from '../../contracts/errors.ts'
import type { ItemNote, Origin } from '../../contracts/item-notes.ts'
import type { Waiting } from '../../contracts/job.ts'
import type { ItemKind, JobType, Phase } from '../../contracts/job-types.ts'
import type { Usage } from '../../contracts/money.ts'
import type { PhaseCounts } from '../../contracts/progress.ts'
import {
  type CallStatus,
  callStatuses,
  type ItemStatus,
  itemStatuses,
  type JobStatus,
  jobStatuses,
} from '../../contracts/statuses.ts'
import { createdAt, instant, oneOf, updatedAt, usd } from './columns.ts'
import { novels, projects, users } from './projects.ts'

export const jobs = pgTable(
  'job',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    parentId: uuid('parent_id').references((): AnyPgColumn => jobs.id, { onDelete: 'set null' }),
    /** The phase or character of the parent that this job does. With `parent_id` it says which job is meant, so a repeated start finds it. */
    parentKey: text('parent_key'),
    type: text('type').$type<JobType>().notNull(),
    status: text('status').$type<JobStatus>().notNull().default('pending'),
    progress: integer('progress').notNull().default(0),
    phase: text('phase').$type<Phase>(),
    phases: jsonb('phases').$type<PhaseCounts>().notNull().default({}),
    label: text('label').notNull().default(''),
    input: jsonb('input').$type<Record<string, unknown>>().notNull(),
    /** The novel as it was when the job was started; a later upload does not change what a running job reads. */
    novelId: uuid('novel_id').references(() => novels.id, { onDelete: 'set null' }),
    waiting: jsonb('waiting').$type<Waiting>(),
    error: jsonb('error').$type<StoredError>(),
    provider: text('provider'),
    costUsd: usd('cost_usd').notNull().default(0),
    /** Calls of it and its parts to models without a known price. */
    unpricedCalls: integer('unpriced_calls').notNull().default(0),
    runs: integer('runs').notNull().default(1),
    workflowId: text('workflow_id').notNull(),
    runId: text('run_id'),
    idempotencyKey: text('idempotency_key'),
    cancelRequestedAt: instant('cancel_requested_at'),
    /** Counts the changes of the row; set by a trigger. */
    version: integer('version').notNull().default(0),
    /** The transaction that changed the row last; set by a trigger. A stream that was away asks for what changed since. */
    changedIn: bigint('changed_in', { mode: 'number' }).notNull().default(0),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    updatedAt: updatedAt(),
  },
  (table) => [
    check('job_status_check', oneOf(table.status, jobStatuses)),
    check('job_progress_check', sql`${table.progress} BETWEEN 0 AND 100`),
    // Lists are read backwards. An index that is declared descending puts nulls last, and ORDER BY … DESC could not use it.
    index('job_user_index').on(table.userId, table.id),
    index('job_novel_index').on(table.novelId),
    index('job_project_index').on(table.projectId, table.id),
    index('job_changed_index').on(table.userId, table.changedIn),
    index('job_recent_index').on(table.userId, table.updatedAt),
    index('job_created_index').on(table.createdAt),
    index('job_live_index').on(table.userId, table.projectId).where(sql`${table.status} IN ('pending', 'processing')`),
    uniqueIndex('job_parent_unique').on(table.parentId, table.parentKey),
    uniqueIndex('job_idempotency_unique').on(table.userId, table.idempotencyKey),
    uniqueIndex('job_workflow_unique').on(table.workflowId),
  ],
)

/** A part of a job that a user can see and retry. */
export const jobItems = pgTable(
  'job_item',
  {
    id: uuid('id').primaryKey(),
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<ItemKind>().notNull(),
    /** What the item is, unique among its kind in the job, so that a repeated plan finds it. */
    key: text('key').notNull(),
    number: integer('number').notNull(),
    label: text('label').notNull().default(''),
    status: text('status').$type<ItemStatus>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    failures: jsonb('failures').$type<Record<string, number>>().notNull().default({}),
    error: jsonb('error').$type<StoredError>(),
    subjectId: uuid('subject_id'),
    childJobId: uuid('child_job_id').references((): AnyPgColumn => jobs.id, { onDelete: 'set null' }),
    startParagraph: integer('start_paragraph'),
    endParagraph: integer('end_paragraph'),
    /** What the item found, where it is not a row of its own: boundaries or people of a window. */
    result: jsonb('result').$type<unknown>(),
    /** What it is about, where that is neither a row nor a range: the doubtful pair of a decision. */
    subject: jsonb('subject').$type<unknown>(),
    /** Who made the result. */
    origin: jsonb('origin').$type<Origin>(),
    /** What a person should know of it although it ended well. */
    notes: jsonb('notes').$type<ItemNote[]>().notNull().default([]),
    version: integer('version').notNull().default(0),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
  },
  (table) => [
    check('job_item_status_check', oneOf(table.status, itemStatuses)),
    uniqueIndex('job_item_key_unique').on(table.jobId, table.kind, table.key),
    index('job_item_order_index').on(table.jobId, table.kind, table.number),
    index('job_item_child_index').on(table.childJobId),
  ],
)

/** The write-ahead ledger of provider calls: claimed before the request leaves, settled with the result in one transaction. */
export const providerCalls = pgTable(
  'provider_call',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null when the project is gone: what was paid stays on record. */
    projectId: uuid('project_id').references(() => projects.id, { onDelete: 'set null' }),
    jobId: uuid('job_id').references(() => jobs.id, { onDelete: 'set null' }),
    /** The item the call was made for. Outlives it. */
    itemId: uuid('item_id').notNull(),
    /** Which request of the item it is, so that a repeated attempt finds the answer. */
    step: text('step').notNull().default('image'),
    lane: text('lane').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    status: text('status').$type<CallStatus>().notNull(),
    /** The provider's id of the request, stored before anybody waits for its outcome. */
    requestId: text('request_id'),
    /** What a text call answered, kept until its item ends. */
    answer: jsonb('answer').$type<unknown>(),
    usage: jsonb('usage').$type<Usage>(),
    /** The most that the call may cost, held back from the budgets while nobody knows better. Null: the price is not known. */
    reservedUsd: usd('reserved_usd'),
    /** Null until it is settled, and where the price is not known. */
    costUsd: usd('cost_usd'),
    error: jsonb('error').$type<StoredError>(),
    claimedAt: instant('claimed_at').notNull().defaultNow(),
    submittedAt: instant('submitted_at'),
    settledAt: instant('settled_at'),
  },
  (table) => [
    check('provider_call_status_check', oneOf(table.status, callStatuses)),
    uniqueIndex('provider_call_open_unique')
      .on(table.itemId, table.step)
      .where(sql`${table.status} IN ('claimed', 'submitted')`),
    index('provider_call_item_index').on(table.itemId),
    index('provider_call_job_index').on(table.jobId),
    index('provider_call_project_index').on(table.projectId),
    index('provider_call_user_index').on(table.userId),
  ],
)

/**
 * What jobs and projects have spent and may spend: one row for each that has made a paid call or has a budget. A call is counted in its job,
 * the jobs that this is a part of, and the project.
 */
export const spendings = pgTable(
  'spending',
  {
    /** Of the job or project. */
    subjectId: uuid('subject_id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null: no limit. */
    budgetUsd: usd('budget_usd'),
    spentUsd: usd('spent_usd').notNull().default(0),
    /** Held back for calls that are under way. */
    reservedUsd: usd('reserved_usd').notNull().default(0),
    /** Of calls whose outcome nobody knows: they may have been billed. */
    uncertainUsd: usd('uncertain_usd').notNull().default(0),
    unpricedCalls: integer('unpriced_calls').notNull().default(0),
    inputTokens: bigint('input_tokens', { mode: 'number' }).notNull().default(0),
    cachedInputTokens: bigint('cached_input_tokens', { mode: 'number' }).notNull().default(0),
    outputTokens: bigint('output_tokens', { mode: 'number' }).notNull().default(0),
    images: integer('images').notNull().default(0),
    updatedAt: updatedAt(),
  },
  (table) => [index('spending_user_index').on(table.userId)],
)

/** A provider and a kind of work. A throttled lane is closed for all workers until it opens again. */
export const lanes = pgTable('lane', {
  name: text('name').primaryKey(),
  closedUntil: instant('closed_until'),
  reason: text('reason'),
  /** How often in a row the provider was busy without saying until when. */
  busyTimes: integer('busy_times').notNull().default(0),
  /** When the next call may leave, where the settings bound calls per minute. */
  nextCallAt: instant('next_call_at'),
  updatedAt: updatedAt(),
})
