ALTER TABLE "contacts" ADD COLUMN "waits_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "heard_at" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "sessions" SET "heard_at" = (SELECT "last_heard_at" FROM "contacts" WHERE "contacts"."id" = "sessions"."contact_id");--> statement-breakpoint
ALTER TABLE "contacts" DROP COLUMN "last_heard_at";--> statement-breakpoint
ALTER TABLE "sessions" DROP COLUMN "updated_at";
