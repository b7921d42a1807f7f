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
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_events" ADD CONSTRAINT "claim_events_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_events_by_claim" ON "claim_events" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "claims_by_contact" ON "claims" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "claims_by_worker" ON "claims" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "claims_open" ON "claims" USING btree ("opened_at") WHERE closed_at is null;