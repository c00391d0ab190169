/**
 * The tables. Every row belongs to a user, directly or through its project; ids are UUIDv7, so they sort by time. What a job made outlives
 * the job: deleting a job takes its items along and leaves episodes, characters, images and the ledger of paid calls.
 */
export * from './tables/jobs.ts'
export * from './tables/projects.ts'
export * from './tables/results.ts'
export * from './tables/settings.ts'
