CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"form_hash" text NOT NULL,
	"file_name" text NOT NULL,
	"options" jsonb NOT NULL,
	"header_names" jsonb NOT NULL,
	"header_sealed" text,
	"may_shrink" boolean DEFAULT false NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"received_by" text NOT NULL,
	"wanted" text,
	"wanted_by" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"import_id" text,
	"judgement" jsonb,
	"problem" jsonb,
	"rev" integer DEFAULT 1 NOT NULL,
	"outcome" text,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "uploads_formHash_unique" UNIQUE("form_hash")
);
--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploads_open" ON "uploads" USING btree ("closed_at","agency_id");--> statement-breakpoint
CREATE INDEX "uploads_wanted" ON "uploads" USING btree ("wanted");