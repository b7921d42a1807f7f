CREATE TABLE "attendances" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"contact_id" text,
	"worker_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outreach_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"agency_id" text NOT NULL,
	"kelurahan" text NOT NULL,
	"place" text NOT NULL,
	"topic" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"headcount" integer,
	"rev" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "outreach_sessions_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"agency_id" text NOT NULL,
	"kelurahan" text NOT NULL,
	"name" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" text NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "visited_by" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "failed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "failed_by" text;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_session_id_outreach_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."outreach_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attendances_person_once" ON "attendances" USING btree ("session_id","worker_id") WHERE worker_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attendances_chat_once" ON "attendances" USING btree ("session_id","contact_id") WHERE worker_id is null;--> statement-breakpoint
CREATE INDEX "attendances_by_contact" ON "attendances" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "outreach_sessions_by_agency" ON "outreach_sessions" USING btree ("agency_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "visitors_once" ON "visitors" USING btree ("contact_id","agency_id","kelurahan");