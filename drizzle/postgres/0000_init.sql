CREATE TABLE "agencies" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agencies_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"subject_hash" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"position" integer,
	"hash" text
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"phone_hash" text NOT NULL,
	"agency_id" text NOT NULL,
	"source" text NOT NULL,
	"given_on" text NOT NULL,
	"import_id" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "contact_workers" (
	"contact_id" text NOT NULL,
	"worker_id" text NOT NULL,
	"proof" text NOT NULL,
	"proven_at" timestamp (3) with time zone NOT NULL,
	"proven_by" text NOT NULL,
	CONSTRAINT "contact_workers_contact_id_worker_id_pk" PRIMARY KEY("contact_id","worker_id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"channel" text NOT NULL,
	"address_sealed" text NOT NULL,
	"address_hash" text NOT NULL,
	"phone_hash" text,
	"locale" text NOT NULL,
	"opted_in_at" timestamp (3) with time zone,
	"opted_in_source" text,
	"opted_out_at" timestamp (3) with time zone,
	"bereaved_at" timestamp (3) with time zone,
	"noticed_at" timestamp (3) with time zone,
	"last_heard_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contacts_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" text PRIMARY KEY NOT NULL,
	"worker_id" text NOT NULL,
	"agency_id" text NOT NULL,
	"segment" text,
	"occupation" text,
	"programmes" jsonb NOT NULL,
	"funding" text NOT NULL,
	"basis" text,
	"member_number_sealed" text,
	"starts_on" text NOT NULL,
	"ends_on" text,
	"paid_through" text,
	"as_of" text NOT NULL,
	"import_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"row_sealed" text NOT NULL,
	"verdict" text NOT NULL,
	"problems" jsonb NOT NULL,
	"worker_id" text,
	"applied_at" timestamp (3) with time zone,
	CONSTRAINT "import_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"options" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by" text NOT NULL,
	"judged_at" timestamp (3) with time zone,
	"applied_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "inbound" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"external_hash" text NOT NULL,
	"contact_id" text NOT NULL,
	"body_sealed" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"enrolment_id" text PRIMARY KEY NOT NULL,
	"worker_id" text NOT NULL,
	"route" text NOT NULL,
	"reason" text,
	"contact_id" text,
	"outbox_id" text,
	"decided_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"channel" text NOT NULL,
	"cause" text NOT NULL,
	"cause_id" text NOT NULL,
	"priority" integer NOT NULL,
	"body_sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"attempts" integer NOT NULL,
	"external_hash" text,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"failure" text,
	"unknown_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reach" (
	"worker_id" text NOT NULL,
	"kind" text NOT NULL,
	"occasion" text NOT NULL,
	"agency_id" text NOT NULL,
	"kelurahan" text,
	"segment" text,
	"channel" text NOT NULL,
	"day" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reach_worker_id_kind_occasion_pk" PRIMARY KEY("worker_id","kind","occasion")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"contact_id" text PRIMARY KEY NOT NULL,
	"rev" integer NOT NULL,
	"state_sealed" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slips" (
	"id" text PRIMARY KEY NOT NULL,
	"worker_id" text NOT NULL,
	"code_sealed" text NOT NULL,
	"code_hash" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "slips_codeHash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "status_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"contact_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"agency_id" text NOT NULL,
	"kelurahan" text,
	"reason" text NOT NULL,
	"listed_at" timestamp (3) with time zone NOT NULL,
	"visited_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"nik_sealed" text NOT NULL,
	"nik_hash" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"born_on" text NOT NULL,
	"sex" text,
	"phone_sealed" text,
	"phone_hash" text,
	"address_sealed" text,
	"kelurahan" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workers_code_unique" UNIQUE("code"),
	CONSTRAINT "workers_nikHash_unique" UNIQUE("nik_hash")
);
--> statement-breakpoint
ALTER TABLE "contact_workers" ADD CONSTRAINT "contact_workers_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_worker_id_workers_id_fk" FOREIGN KEY ("worker_id") REFERENCES "public"."workers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_chain" ON "audit" USING btree ("position");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_once" ON "consents" USING btree ("phone_hash","agency_id","source","given_on");--> statement-breakpoint
CREATE INDEX "contact_workers_by_worker" ON "contact_workers" USING btree ("worker_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_once" ON "contacts" USING btree ("channel","address_hash");--> statement-breakpoint
CREATE INDEX "contacts_by_phone" ON "contacts" USING btree ("phone_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_once" ON "enrolments" USING btree ("worker_id","agency_id","funding","starts_on");--> statement-breakpoint
CREATE INDEX "enrolments_by_agency" ON "enrolments" USING btree ("agency_id","starts_on");--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_one_open" ON "handovers" USING btree ("contact_id") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_once" ON "inbound" USING btree ("channel","external_hash");--> statement-breakpoint
CREATE INDEX "inbound_by_contact" ON "inbound" USING btree ("contact_id","id");--> statement-breakpoint
CREATE INDEX "notices_by_outbox" ON "notices" USING btree ("outbox_id");--> statement-breakpoint
CREATE INDEX "notices_by_contact" ON "notices" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("priority","not_before") WHERE sent_at is null and failed_at is null and unknown_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_contact" ON "outbox" USING btree ("contact_id","id");--> statement-breakpoint
CREATE INDEX "outbox_by_external" ON "outbox" USING btree ("channel","external_hash") WHERE external_hash is not null;--> statement-breakpoint
CREATE INDEX "reach_by_agency" ON "reach" USING btree ("agency_id","day");--> statement-breakpoint
CREATE INDEX "slips_by_worker" ON "slips" USING btree ("worker_id");--> statement-breakpoint
CREATE INDEX "visits_by_kelurahan" ON "visits" USING btree ("kelurahan");--> statement-breakpoint
CREATE INDEX "workers_by_phone" ON "workers" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "workers_by_birth" ON "workers" USING btree ("born_on","name_key");--> statement-breakpoint
CREATE INDEX "workers_by_name" ON "workers" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "workers_by_kelurahan" ON "workers" USING btree ("kelurahan");