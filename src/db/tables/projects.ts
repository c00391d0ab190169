/** Users, their projects, and the novels of these. */
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ReadingReport } from '../../contracts/novel-file.ts'
import type { Language } from '../../contracts/text.ts'
import { createdAt, updatedAt } from './columns.ts'

export const users = pgTable('user', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: createdAt(),
})

export const projects = pgTable(
  'project',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    language: text('language').$type<Language>().notNull(),
    style: text('style').notNull(),
    aspectRatio: text('aspect_ratio').notNull(),
    /** The novel that is being adapted: the one given last. Earlier ones stay. */
    novelId: uuid('novel_id').references((): AnyPgColumn => novels.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('project_user_index').on(table.userId, table.id)],
)

/** The normalised text is in the file storage under its sha256, the file as it came under `originalKey`. */
export const novels = pgTable(
  'novel',
  {
    id: uuid('id').primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references((): AnyPgColumn => projects.id, { onDelete: 'cascade' }),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull(),
    fileName: text('file_name'),
    language: text('language').$type<Language>().notNull(),
    characters: integer('characters').notNull(),
    paragraphs: integer('paragraphs').notNull(),
    /** Null for novels from before files were kept. */
    originalKey: text('original_key'),
    report: jsonb('report').$type<ReadingReport>(),
    /** Rises with every change of the chapters by hand. */
    chaptersVersion: integer('chapters_version').notNull().default(0),
    /** Which chapters are shown: those made by hand, or those found in the text. */
    chaptersByHand: boolean('chapters_by_hand').notNull().default(false),
    /** Which split of the novel is shown: `episode.split_id`. */
    splitId: uuid('split_id'),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('novel_text_unique').on(table.projectId, table.sha256)],
)

export const chapters = pgTable(
  'chapter',
  {
    id: uuid('id').primaryKey(),
    novelId: uuid('novel_id')
      .notNull()
      .references(() => novels.id, { onDelete: 'cascade' }),
    /** From 0. */
    number: integer('number').notNull(),
    title: text('title').notNull(),
    volume: text('volume'),
    /** The chapters found in the text stay beside those made by hand, so that a person can go back. */
    byHand: boolean('by_hand').notNull().default(false),
    startParagraph: integer('start_paragraph').notNull(),
    endParagraph: integer('end_paragraph').notNull(),
  },
  (table) => [uniqueIndex('chapter_number_unique').on(table.novelId, table.byHand, table.number)],
)

/** Lines of a novel that are marked as advertisements. */
export const advertisements = pgTable(
  'advertisement',
  {
    novelId: uuid('novel_id')
      .notNull()
      .references(() => novels.id, { onDelete: 'cascade' }),
    paragraph: integer('paragraph').notNull(),
    text: text('text').notNull(),
    rule: text('rule').notNull(),
    restored: boolean('restored').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.novelId, table.paragraph] })],
)
