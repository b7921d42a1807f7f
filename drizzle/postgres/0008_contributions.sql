ALTER TABLE "enrolments" ADD COLUMN "member_number_hash" text;--> statement-breakpoint
CREATE INDEX "enrolments_by_number" ON "enrolments" USING btree ("member_number_hash");