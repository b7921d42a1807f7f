CREATE TABLE "reach_cells" (
	"id" integer PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "reach_cells_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "reach_marks" (
	"page" integer PRIMARY KEY NOT NULL,
	"times" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reach_pages" (
	"page" integer PRIMARY KEY NOT NULL,
	"rev" integer NOT NULL,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reach" ADD COLUMN "folded" boolean;--> statement-breakpoint
CREATE INDEX "reach_unfolded" ON "reach" USING btree ("worker_id") WHERE "reach"."folded" is null;