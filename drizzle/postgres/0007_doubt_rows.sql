CREATE TABLE "doubt_rows" (
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"doubt_id" text NOT NULL,
	"agency_id" text NOT NULL,
	"taken_in_at" timestamp (3) with time zone,
	"before_sealed" text,
	CONSTRAINT "doubt_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
ALTER TABLE "doubts" ADD COLUMN "entry_id" text;--> statement-breakpoint
ALTER TABLE "doubt_rows" ADD CONSTRAINT "doubt_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "doubt_rows_of_doubt" ON "doubt_rows" USING btree ("doubt_id","agency_id");