ALTER TABLE "character" ADD COLUMN "appearance_by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "prompt_by_hand" boolean DEFAULT false NOT NULL;