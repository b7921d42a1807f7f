CREATE TABLE `unanswered` (
	`id` text PRIMARY KEY NOT NULL,
	`text_hash` text NOT NULL,
	`text_sealed` text NOT NULL,
	`locale` text NOT NULL,
	`times` integer NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`handled_at` integer,
	`handled_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unanswered_textHash_unique` ON `unanswered` (`text_hash`);--> statement-breakpoint
CREATE INDEX `unanswered_by_last` ON `unanswered` (`last_at`);--> statement-breakpoint
CREATE TABLE `unmet_needs` (
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`times` integer NOT NULL,
	PRIMARY KEY(`day`, `kind`, `channel`)
);
