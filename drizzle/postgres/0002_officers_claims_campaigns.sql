CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
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
CREATE TABLE "claim_documents" (
	"claim_id" text NOT NULL,
	"paper" text NOT NULL,
	"state" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_documents_claim_id_paper_pk" PRIMARY KEY("claim_id","paper")
);
--> statement-breakpoint
CREATE TABLE "claim_events" (
	"id" text PRIMARY KEY NOT NULL,
	"claim_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"event" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"worker_id" text,
	"code_sealed" text NOT NULL,
	"code_hash" text NOT NULL,
	"born_hash" text NOT NULL,
	"deceased_sealed" text,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"membership" text,
	"scholars" text,
	"relation" text,
	"closer" text,
	"several" text,
	"difficulty" text,
	"state" text NOT NULL,
	"notes_sealed" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "claims_codeHash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "early_receipts" (
	"channel" text NOT NULL,
	"external_hash" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "early_receipts_channel_external_hash_kind_pk" PRIMARY KEY("channel","external_hash","kind")
);
--> statement-breakpoint
CREATE TABLE "form_keys" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handover_events" (
	"id" text PRIMARY KEY NOT NULL,
	"handover_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"officer_id" text
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"officer_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "officer_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"officer_id" text NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "officer_sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "officers" (
	"id" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"agency_id" text,
	"kelurahan" text,
	"password_hash" text,
	"totp_sealed" text,
	"totp_step" integer,
	"disabled_at" timestamp (3) with time zone,
	"rev" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "officers_username_unique" UNIQUE("username")
);
--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "taken_by" text;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "officer_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "handovers" ADD COLUMN "rev" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_events" ADD CONSTRAINT "claim_events_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_events" ADD CONSTRAINT "handover_events_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_sessions" ADD CONSTRAINT "officer_sessions_officer_id_officers_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recipients_undecided" ON "campaign_recipients" USING btree ("campaign_id","worker_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "recipients_unsettled" ON "campaign_recipients" USING btree ("campaign_id","outbox_id") WHERE decided_at is not null and settled_at is null;--> statement-breakpoint
CREATE INDEX "recipients_by_outbox" ON "campaign_recipients" USING btree ("outbox_id");--> statement-breakpoint
CREATE INDEX "recipients_by_contact" ON "campaign_recipients" USING btree ("contact_id","campaign_id");--> statement-breakpoint
CREATE INDEX "campaigns_by_agency" ON "campaigns" USING btree ("agency_id","created_at");--> statement-breakpoint
CREATE INDEX "claim_events_by_claim" ON "claim_events" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "claims_by_contact" ON "claims" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "claims_by_worker" ON "claims" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "claims_open" ON "claims" USING btree ("opened_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "handover_events_by_handover" ON "handover_events" USING btree ("handover_id","id");--> statement-breakpoint
CREATE INDEX "invitations_by_officer" ON "invitations" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "officer_sessions_by_officer" ON "officer_sessions" USING btree ("officer_id","created_at");--> statement-breakpoint
CREATE INDEX "enrolments_in_order" ON "enrolments" USING btree ("agency_id","worker_id");--> statement-breakpoint
CREATE INDEX "handovers_waiting" ON "handovers" USING btree ("opened_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "reach_by_occasion" ON "reach" USING btree ("occasion","kind");