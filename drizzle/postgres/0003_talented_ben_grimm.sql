CREATE TABLE "campaign_recipients" (
	"campaign_id" text NOT NULL,
	"worker_id" text NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"outcome" text,
	"reason" text,
	"enrolment_id" text,
	"contact_id" text,
	"outbox_id" text,
	"result" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "campaign_recipients_campaign_id_worker_id_pk" PRIMARY KEY("campaign_id","worker_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"title" text NOT NULL,
	"texts_sealed" text NOT NULL,
	"audience" jsonb NOT NULL,
	"rev" integer NOT NULL,
	"changes" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_by" text NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"approved_by" text,
	"approved_at" timestamp (3) with time zone,
	"starts_at" timestamp (3) with time zone,
	"frozen_through" text,
	"frozen_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"stopped_by" text,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recipients_undecided" ON "campaign_recipients" USING btree ("campaign_id","worker_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "recipients_unsettled" ON "campaign_recipients" USING btree ("campaign_id","outbox_id") WHERE decided_at is not null and settled_at is null;--> statement-breakpoint
CREATE INDEX "recipients_by_outbox" ON "campaign_recipients" USING btree ("outbox_id");--> statement-breakpoint
CREATE INDEX "recipients_by_contact" ON "campaign_recipients" USING btree ("contact_id","campaign_id");--> statement-breakpoint
CREATE INDEX "campaigns_by_agency" ON "campaigns" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE INDEX "enrolments_in_order" ON "enrolments" USING btree ("agency_id","worker_id");--> statement-breakpoint
CREATE INDEX "reach_by_occasion" ON "reach" USING btree ("occasion","kind");