CREATE TABLE "job_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"number" integer NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failures" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"error" jsonb,
	"subject_id" uuid,
	"child_job_id" uuid,
	"start_paragraph" integer,
	"end_paragraph" integer,
	"result" jsonb,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	CONSTRAINT "job_item_status_check" CHECK ("job_item"."status" IN ('pending', 'processing', 'completed', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"parent_id" uuid,
	"parent_key" text,
	"type" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"phase" text,
	"phases" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"input" jsonb NOT NULL,
	"novel_id" uuid,
	"waiting" jsonb,
	"error" jsonb,
	"provider" text,
	"cost_usd" numeric(14, 6) DEFAULT 0 NOT NULL,
	"runs" integer DEFAULT 1 NOT NULL,
	"workflow_id" text NOT NULL,
	"run_id" text,
	"idempotency_key" text,
	"cancel_requested_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"changed_in" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_status_check" CHECK ("job"."status" IN ('pending', 'processing', 'completed', 'completed_with_failures', 'failed', 'cancelled')),
	CONSTRAINT "job_progress_check" CHECK ("job"."progress" BETWEEN 0 AND 100)
);
--> statement-breakpoint
CREATE TABLE "lane" (
	"name" text PRIMARY KEY NOT NULL,
	"closed_until" timestamp with time zone,
	"reason" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"job_id" uuid,
	"item_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"status" text NOT NULL,
	"request_id" text,
	"cost_usd" numeric(14, 6),
	"error" jsonb,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "provider_call_status_check" CHECK ("provider_call"."status" IN ('claimed', 'submitted', 'settled', 'failed', 'cancelled', 'outcome_unknown'))
);
--> statement-breakpoint
CREATE TABLE "chapter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"novel_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"start_paragraph" integer NOT NULL,
	"end_paragraph" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "novel" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"file_name" text,
	"encoding" text NOT NULL,
	"language" text NOT NULL,
	"characters" integer NOT NULL,
	"paragraphs" integer NOT NULL,
	"split_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"style" text NOT NULL,
	"aspect_ratio" text NOT NULL,
	"novel_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "character" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"novel_id" uuid NOT NULL,
	"job_id" uuid,
	"name" text NOT NULL,
	"aliases" jsonb NOT NULL,
	"importance" text NOT NULL,
	"mentions" integer NOT NULL,
	"rank" integer NOT NULL,
	"role" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"appearance" text DEFAULT '' NOT NULL,
	"evidence" jsonb NOT NULL,
	"provider" text,
	"model" text,
	"set_aside_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "episode" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"novel_id" uuid NOT NULL,
	"job_id" uuid,
	"split_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"start_paragraph" integer NOT NULL,
	"end_paragraph" integer NOT NULL,
	"content" jsonb,
	"provider" text,
	"model" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "image" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"character_id" uuid NOT NULL,
	"look_id" uuid NOT NULL,
	"job_id" uuid,
	"source_item_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"media_type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"prompt" text NOT NULL,
	"seed" integer NOT NULL,
	"cost_usd" numeric(14, 6) NOT NULL,
	"chosen" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "look" (
	"id" uuid PRIMARY KEY NOT NULL,
	"character_id" uuid NOT NULL,
	"name" text NOT NULL,
	"appearance" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job_item" ADD CONSTRAINT "job_item_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_item" ADD CONSTRAINT "job_item_child_job_id_job_id_fk" FOREIGN KEY ("child_job_id") REFERENCES "public"."job"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_parent_id_job_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."job"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_novel_id_novel_id_fk" FOREIGN KEY ("novel_id") REFERENCES "public"."novel"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_call" ADD CONSTRAINT "provider_call_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_call" ADD CONSTRAINT "provider_call_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chapter" ADD CONSTRAINT "chapter_novel_id_novel_id_fk" FOREIGN KEY ("novel_id") REFERENCES "public"."novel"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "novel" ADD CONSTRAINT "novel_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_novel_id_novel_id_fk" FOREIGN KEY ("novel_id") REFERENCES "public"."novel"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "character" ADD CONSTRAINT "character_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "character" ADD CONSTRAINT "character_novel_id_novel_id_fk" FOREIGN KEY ("novel_id") REFERENCES "public"."novel"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "character" ADD CONSTRAINT "character_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "episode" ADD CONSTRAINT "episode_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "episode" ADD CONSTRAINT "episode_novel_id_novel_id_fk" FOREIGN KEY ("novel_id") REFERENCES "public"."novel"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "episode" ADD CONSTRAINT "episode_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image" ADD CONSTRAINT "image_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image" ADD CONSTRAINT "image_character_id_character_id_fk" FOREIGN KEY ("character_id") REFERENCES "public"."character"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image" ADD CONSTRAINT "image_look_id_look_id_fk" FOREIGN KEY ("look_id") REFERENCES "public"."look"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image" ADD CONSTRAINT "image_job_id_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."job"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "look" ADD CONSTRAINT "look_character_id_character_id_fk" FOREIGN KEY ("character_id") REFERENCES "public"."character"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "job_item_key_unique" ON "job_item" USING btree ("job_id","kind","key");--> statement-breakpoint
CREATE INDEX "job_item_order_index" ON "job_item" USING btree ("job_id","kind","number");--> statement-breakpoint
CREATE INDEX "job_item_child_index" ON "job_item" USING btree ("child_job_id");--> statement-breakpoint
CREATE INDEX "job_user_index" ON "job" USING btree ("user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "job_novel_index" ON "job" USING btree ("novel_id");--> statement-breakpoint
CREATE INDEX "job_project_index" ON "job" USING btree ("project_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "job_changed_index" ON "job" USING btree ("user_id","changed_in");--> statement-breakpoint
CREATE INDEX "job_recent_index" ON "job" USING btree ("user_id","updated_at");--> statement-breakpoint
CREATE INDEX "job_created_index" ON "job" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "job_live_index" ON "job" USING btree ("user_id","project_id") WHERE "job"."status" IN ('pending', 'processing');--> statement-breakpoint
CREATE UNIQUE INDEX "job_parent_unique" ON "job" USING btree ("parent_id","parent_key");--> statement-breakpoint
CREATE UNIQUE INDEX "job_idempotency_unique" ON "job" USING btree ("user_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "job_workflow_unique" ON "job" USING btree ("workflow_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_call_open_unique" ON "provider_call" USING btree ("item_id") WHERE "provider_call"."status" IN ('claimed', 'submitted');--> statement-breakpoint
CREATE INDEX "provider_call_item_index" ON "provider_call" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "provider_call_job_index" ON "provider_call" USING btree ("job_id");--> statement-breakpoint
CREATE INDEX "provider_call_user_index" ON "provider_call" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "chapter_number_unique" ON "chapter" USING btree ("novel_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "novel_text_unique" ON "novel" USING btree ("project_id","sha256");--> statement-breakpoint
CREATE INDEX "project_user_index" ON "project" USING btree ("user_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "character_name_unique" ON "character" USING btree ("novel_id","name");--> statement-breakpoint
CREATE INDEX "character_project_index" ON "character" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "character_job_index" ON "character" USING btree ("job_id");--> statement-breakpoint
CREATE UNIQUE INDEX "episode_number_unique" ON "episode" USING btree ("split_id","number");--> statement-breakpoint
CREATE INDEX "episode_project_index" ON "episode" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "episode_novel_index" ON "episode" USING btree ("novel_id");--> statement-breakpoint
CREATE INDEX "episode_job_index" ON "episode" USING btree ("job_id");--> statement-breakpoint
CREATE UNIQUE INDEX "image_item_unique" ON "image" USING btree ("source_item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "image_chosen_unique" ON "image" USING btree ("look_id") WHERE "image"."chosen";--> statement-breakpoint
CREATE INDEX "image_character_index" ON "image" USING btree ("character_id");--> statement-breakpoint
CREATE INDEX "image_project_index" ON "image" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "image_look_index" ON "image" USING btree ("look_id");--> statement-breakpoint
CREATE INDEX "image_job_index" ON "image" USING btree ("job_id");--> statement-breakpoint
CREATE UNIQUE INDEX "look_name_unique" ON "look" USING btree ("character_id","name");