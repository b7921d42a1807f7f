CREATE TABLE "paces" (
	"channel" text PRIMARY KEY NOT NULL,
	"pace" jsonb NOT NULL
);
