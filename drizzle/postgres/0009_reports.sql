CREATE TABLE "officer_chats" (
	"officer_id" text PRIMARY KEY NOT NULL,
	"code_hash" text,
	"code_expires_at" timestamp (3) with time zone,
	"contact_id" text,
	"linked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"month" text NOT NULL,
	"agency_id" text NOT NULL,
	"xlsx_sealed" text NOT NULL,
	"pdf_sealed" text NOT NULL,
	"figures" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"announced_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "reach" ADD COLUMN "funding" text;--> statement-breakpoint
CREATE UNIQUE INDEX "officer_chats_by_code" ON "officer_chats" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "officer_chats_by_contact" ON "officer_chats" USING btree ("contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_once" ON "reports" USING btree ("month","agency_id");