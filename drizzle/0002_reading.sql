CREATE TABLE "advertisement" (
	"novel_id" uuid NOT NULL,
	"paragraph" integer NOT NULL,
	"text" text NOT NULL,
	"rule" text NOT NULL,
	"restored" boolean DEFAULT false NOT NULL,
	CONSTRAINT "advertisement_novel_id_paragraph_pk" PRIMARY KEY("novel_id","paragraph")
);
--> statement-breakpoint
DROP INDEX "chapter_number_unique";--> statement-breakpoint
ALTER TABLE "chapter" ADD COLUMN "volume" text;--> statement-breakpoint
ALTER TABLE "chapter" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "novel" ADD COLUMN "original_key" text;--> statement-breakpoint
ALTER TABLE "novel" ADD COLUMN "report" jsonb;--> statement-breakpoint
ALTER TABLE "novel" ADD COLUMN "chapters_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "novel" ADD COLUMN "chapters_by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "age" text;--> statement-breakpoint
ALTER TABLE "character" ADD COLUMN "is_narrator" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "advertisement" ADD CONSTRAINT "advertisement_novel_id_novel_id_fk" FOREIGN KEY ("novel_id") REFERENCES "public"."novel"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chapter_number_unique" ON "chapter" USING btree ("novel_id","by_hand","number");--> statement-breakpoint
ALTER TABLE "novel" DROP COLUMN "encoding";