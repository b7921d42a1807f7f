CREATE TABLE "chat_files" (
	"id" text PRIMARY KEY NOT NULL,
	"inbound_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"handover_id" text NOT NULL,
	"ref_sealed" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"type" text,
	"bytes" integer,
	"body_sealed" text,
	"kept_at" timestamp (3) with time zone,
	"refused_at" timestamp (3) with time zone,
	"refusal" text,
	CONSTRAINT "chat_files_inboundId_unique" UNIQUE("inbound_id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "aka_hash" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "window_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "early_receipts" ADD COLUMN "outcome" text;--> statement-breakpoint
CREATE INDEX "chat_files_by_handover" ON "chat_files" USING btree ("handover_id","id");--> statement-breakpoint
CREATE INDEX "chat_files_waiting" ON "chat_files" USING btree ("not_before") WHERE kept_at is null and refused_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_aka_once" ON "contacts" USING btree ("channel","aka_hash");