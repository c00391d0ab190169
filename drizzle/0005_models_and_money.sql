CREATE TABLE "spending" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"budget_usd" numeric(18, 9),
	"spent_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"reserved_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"uncertain_usd" numeric(18, 9) DEFAULT 0 NOT NULL,
	"unpriced_calls" integer DEFAULT 0 NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"cached_input_tokens" bigint DEFAULT 0 NOT NULL,
	"output_tokens" bigint DEFAULT 0 NOT NULL,
	"images" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"project_id" uuid,
	"values" jsonb NOT NULL,
	"text_key" text,
	"image_key" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "text_capability" (
	"base_url" text NOT NULL,
	"model" text NOT NULL,
	"capabilities" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "text_capability_base_url_model_pk" PRIMARY KEY("base_url","model")
);
--> statement-breakpoint
DROP INDEX "provider_call_open_unique";--> statement-breakpoint
ALTER TABLE "job" ALTER COLUMN "cost_usd" SET DATA TYPE numeric(18, 9);--> statement-breakpoint
ALTER TABLE "provider_call" ALTER COLUMN "cost_usd" SET DATA TYPE numeric(18, 9);--> statement-breakpoint
ALTER TABLE "image" ALTER COLUMN "seed" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "image" ALTER COLUMN "seed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "image" ALTER COLUMN "cost_usd" SET DATA TYPE numeric(18, 9);--> statement-breakpoint
ALTER TABLE "image" ALTER COLUMN "cost_usd" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "job_item" ADD COLUMN "subject" jsonb;--> statement-breakpoint
ALTER TABLE "job_item" ADD COLUMN "origin" jsonb;--> statement-breakpoint
ALTER TABLE "job_item" ADD COLUMN "notes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "unpriced_calls" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lane" ADD COLUMN "next_call_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "provider_call" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "provider_call" ADD COLUMN "step" text DEFAULT 'image' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider_call" ADD COLUMN "answer" jsonb;--> statement-breakpoint
ALTER TABLE "provider_call" ADD COLUMN "usage" jsonb;--> statement-breakpoint
ALTER TABLE "provider_call" ADD COLUMN "reserved_usd" numeric(18, 9);--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "prompt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "invented" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "prompt_version" text;--> statement-breakpoint
ALTER TABLE "episode" ADD COLUMN "prompt_version" text;--> statement-breakpoint
ALTER TABLE "image" ADD COLUMN "thumbnail_key" text;--> statement-breakpoint
ALTER TABLE "look" ADD COLUMN "prompt" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "look" ADD COLUMN "start_paragraph" integer;--> statement-breakpoint
ALTER TABLE "spending" ADD CONSTRAINT "spending_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "spending_user_index" ON "spending" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "settings_project_unique" ON "settings" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "settings_installation_unique" ON "settings" USING btree ("user_id") WHERE "settings"."project_id" IS NULL;--> statement-breakpoint
ALTER TABLE "provider_call" ADD CONSTRAINT "provider_call_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_call_project_index" ON "provider_call" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_call_open_unique" ON "provider_call" USING btree ("item_id","step") WHERE "provider_call"."status" IN ('claimed', 'submitted');