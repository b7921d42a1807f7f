ALTER TABLE "enrolments" ADD COLUMN "routed_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "enrolments" SET "routed_at" = (SELECT "notices"."decided_at" FROM "notices" WHERE "notices"."enrolment_id" = "enrolments"."id");--> statement-breakpoint
CREATE INDEX "enrolments_unrouted" ON "enrolments" USING btree ("id") WHERE "enrolments"."routed_at" is null;--> statement-breakpoint
CREATE INDEX "notices_without_channel" ON "notices" USING btree ("enrolment_id") WHERE "notices"."reason" = 'noChannel';