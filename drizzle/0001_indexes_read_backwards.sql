DROP INDEX "job_user_index";--> statement-breakpoint
DROP INDEX "job_project_index";--> statement-breakpoint
DROP INDEX "job_created_index";--> statement-breakpoint
DROP INDEX "project_user_index";--> statement-breakpoint
CREATE INDEX "job_user_index" ON "job" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "job_project_index" ON "job" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "job_created_index" ON "job" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "project_user_index" ON "project" USING btree ("user_id","id");