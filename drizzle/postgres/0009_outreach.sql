CREATE TABLE "paces" (
	"channel" text PRIMARY KEY NOT NULL,
	"pace" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "outbox_by_campaign" ON "outbox" USING btree ("cause_id","id") WHERE cause = 'campaign';