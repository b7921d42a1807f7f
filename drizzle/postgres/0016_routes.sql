CREATE TABLE "tried_contacts" (
	"occasion" text NOT NULL,
	"worker_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"outbox_id" text NOT NULL,
	"tried_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tried_contacts_occasion_worker_id_contact_id_pk" PRIMARY KEY("occasion","worker_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "stopped_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "journeys_unsettled" ON "journeys" USING btree ("outbox_id") WHERE outbox_id is not null and settled_at is null;--> statement-breakpoint
CREATE INDEX "journeys_again" ON "journeys" USING btree ("kind","enrolment_id") WHERE outbox_id is null and reason is null;--> statement-breakpoint
CREATE INDEX "notices_unsettled" ON "notices" USING btree ("outbox_id") WHERE outbox_id is not null and settled_at is null;