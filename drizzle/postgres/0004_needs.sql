CREATE TABLE "unanswered" (
	"id" text PRIMARY KEY NOT NULL,
	"text_hash" text NOT NULL,
	"text_sealed" text NOT NULL,
	"locale" text NOT NULL,
	"times" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"handled_by" text,
	CONSTRAINT "unanswered_textHash_unique" UNIQUE("text_hash")
);
--> statement-breakpoint
CREATE TABLE "unmet_needs" (
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"day" text NOT NULL,
	"times" integer NOT NULL,
	CONSTRAINT "unmet_needs_day_kind_channel_pk" PRIMARY KEY("day","kind","channel")
);
--> statement-breakpoint
CREATE INDEX "unanswered_by_last" ON "unanswered" USING btree ("last_at");