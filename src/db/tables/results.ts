/** What jobs make: episodes, characters, looks and images. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { EpisodeScript, Evidence, Gender, Importance, SetAsideReason } from '../../contracts/text.ts'
import { createdAt, updatedAt, usd } from './columns.ts'
import { jobs } from './jobs.ts'
import { novels, projects } from './projects.ts'

export const episodes = pgTable(
  'episode',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    novelId: uuid('novel_id')
      .notNull()
      .references(() => novels.id, { onDelete: 'cascade' }),
    jobId: uuid('job_id').references(() => jobs.id, { onDelete: 'set null' }),
    /** All episodes of one division of the novel share it. It is the id of the job that divided, and outlives that job. */
    splitId: uuid('split_id').notNull(),
    /** From 1. */
    number: integer('number').notNull(),
    startParagraph: integer('start_paragraph').notNull(),
    endParagraph: integer('end_paragraph').notNull(),
    content: jsonb('content').$type<EpisodeScript>(),
    provider: text('provider'),
    model: text('model'),
    promptVersion: text('prompt_version'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('episode_number_unique').on(table.splitId, table.number),
    index('episode_project_index').on(table.projectId),
    index('episode_novel_index').on(table.novelId),
    index('episode_job_index').on(table.jobId),
  ],
)

export const characters = pgTable(
  'character',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    novelId: uuid('novel_id')
      .notNull()
      .references(() => novels.id, { onDelete: 'cascade' }),
    jobId: uuid('job_id').references(() => jobs.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    aliases: jsonb('aliases').$type<string[]>().notNull(),
    importance: text('importance').$type<Importance>().notNull(),
    mentions: integer('mentions').notNull(),
    /** Position in the cast, from 0, the most important first. */
    rank: integer('rank').notNull(),
    role: text('role').notNull().default(''),
    description: text('description').notNull().default(''),
    appearance: text('appearance').notNull().default(''),
    /** A picture prompt in English; empty where there is none. */
    prompt: text('prompt').notNull().default(''),
    /** Whether a person has written the appearance, or the prompt. Extractions leave it at that. */
    appearanceByHand: boolean('appearance_by_hand').notNull().default(false),
    promptByHand: boolean('prompt_by_hand').notNull().default(false),
    /** What of the appearance is not in the text. */
    invented: jsonb('invented').$type<string[]>().notNull().default([]),
    evidence: jsonb('evidence').$type<Evidence[]>().notNull(),
    gender: text('gender').$type<Gender>(),
    age: text('age'),
    isNarrator: boolean('is_narrator').notNull().default(false),
    provider: text('provider'),
    model: text('model'),
    promptVersion: text('prompt_version'),
    setAsideReason: text('set_aside_reason').$type<SetAsideReason>(),
    /** Whether a person has said if the character belongs to the cast. Extractions leave it at that. */
    decidedByHand: boolean('decided_by_hand').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('character_name_unique').on(table.novelId, table.name),
    index('character_project_index').on(table.projectId),
    index('character_job_index').on(table.jobId),
  ],
)

/** One outfit or age of a character. */
export const looks = pgTable(
  'look',
  {
    id: uuid('id').primaryKey(),
    characterId: uuid('character_id')
      .notNull()
      .references(() => characters.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    appearance: text('appearance').notNull(),
    prompt: text('prompt').notNull().default(''),
    /** Where the text first shows it; null for the look that the character sheet shows. */
    startParagraph: integer('start_paragraph'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('look_name_unique').on(table.characterId, table.name)],
)

export const images = pgTable(
  'image',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    characterId: uuid('character_id')
      .notNull()
      .references(() => characters.id, { onDelete: 'cascade' }),
    lookId: uuid('look_id')
      .notNull()
      .references(() => looks.id, { onDelete: 'cascade' }),
    jobId: uuid('job_id').references(() => jobs.id, { onDelete: 'set null' }),
    /** The item that drew it; unique, so an item never makes two pictures. Outlives the item. */
    sourceItemId: uuid('source_item_id').notNull(),
    storageKey: text('storage_key').notNull(),
    /** Null for pictures from before there were thumbnails. */
    thumbnailKey: text('thumbnail_key'),
    mediaType: text('media_type').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    prompt: text('prompt').notNull(),
    seed: bigint('seed', { mode: 'number' }),
    /** Null where the price is not known. */
    costUsd: usd('cost_usd'),
    chosen: boolean('chosen').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('image_item_unique').on(table.sourceItemId),
    uniqueIndex('image_chosen_unique').on(table.lookId).where(sql`${table.chosen}`),
    index('image_character_index').on(table.characterId),
    index('image_project_index').on(table.projectId),
    index('image_look_index').on(table.lookId),
    index('image_job_index').on(table.jobId),
  ],
)
