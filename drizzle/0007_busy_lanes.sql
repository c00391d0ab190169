ALTER TABLE "lane" ADD COLUMN "busy_times" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What jobs and projects have spent that were deleted before this was forgotten with them.
DELETE FROM "spending" WHERE "subject_id" NOT IN (SELECT "id" FROM "job" UNION SELECT "id" FROM "project");
