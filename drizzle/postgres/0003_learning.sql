CREATE TABLE "checks" (
	"contact_id" text NOT NULL,
	"enrolment_id" text NOT NULL,
	"question" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checks_contact_id_enrolment_id_pk" PRIMARY KEY("contact_id","enrolment_id")
);
--> statement-breakpoint
CREATE TABLE "walks" (
	"contact_id" text NOT NULL,
	"walk" text NOT NULL,
	"place" text NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "walks_contact_id_walk_pk" PRIMARY KEY("contact_id","walk")
);
