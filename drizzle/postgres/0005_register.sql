CREATE TABLE "changes" (
	"id" text PRIMARY KEY NOT NULL,
	"worker_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"import_id" text,
	"line" integer,
	"change_sealed" text
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"enrolment_id" text NOT NULL,
	"month" text NOT NULL,
	"amount" integer NOT NULL,
	"status" text NOT NULL,
	"agency_id" text NOT NULL,
	"as_of" text NOT NULL,
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contributions_enrolment_id_month_pk" PRIMARY KEY("enrolment_id","month")
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"worker_id" text NOT NULL,
	"agency_id" text NOT NULL,
	"field" text NOT NULL,
	"wish_sealed" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"answer_sealed" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "doubts" (
	"id" text PRIMARY KEY NOT NULL,
	"pair_hash" text NOT NULL,
	"agency_id" text NOT NULL,
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"worker_id" text NOT NULL,
	"score" integer NOT NULL,
	"evidence" jsonb NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	CONSTRAINT "doubts_pairHash_unique" UNIQUE("pair_hash")
);
--> statement-breakpoint
CREATE TABLE "likeness_keys" (
	"key" bigint NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "likeness_keys_key_number_pk" PRIMARY KEY("key","number")
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"id" text PRIMARY KEY NOT NULL,
	"worker_id" text NOT NULL,
	"into_id" text NOT NULL,
	"doubt_id" text,
	"moved" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" text
);
--> statement-breakpoint
DROP INDEX "workers_by_birth";--> statement-breakpoint
DROP INDEX "workers_by_name";--> statement-breakpoint
DROP INDEX "enrolments_once";--> statement-breakpoint
ALTER TABLE "agencies" ADD COLUMN "header_names" jsonb;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "listed_as" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "line" integer;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "score" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kind" text DEFAULT 'roster' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "applied_through" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "merged_into" text;--> statement-breakpoint
CREATE INDEX "changes_of_worker" ON "changes" USING btree ("worker_id","at");--> statement-breakpoint
CREATE INDEX "contributions_by_agency" ON "contributions" USING btree ("agency_id","month");--> statement-breakpoint
CREATE INDEX "corrections_open" ON "corrections" USING btree ("closed_at","agency_id");--> statement-breakpoint
CREATE INDEX "corrections_of_worker" ON "corrections" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "doubts_open" ON "doubts" USING btree ("decided_at","agency_id");--> statement-breakpoint
CREATE INDEX "doubts_of_import" ON "doubts" USING btree ("import_id","line");--> statement-breakpoint
CREATE INDEX "merges_of_worker" ON "merges" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "merges_into" ON "merges" USING btree ("into_id");--> statement-breakpoint
CREATE INDEX "enrolments_of_worker" ON "enrolments" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "workers_merged" ON "workers" USING btree ("merged_into");--> statement-breakpoint
UPDATE "enrolments" SET "listed_as" = "worker_id";--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_once" ON "enrolments" USING btree ("listed_as","agency_id","funding","starts_on");--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "applied_at";