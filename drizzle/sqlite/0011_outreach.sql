CREATE TABLE `attendances` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`contact_id` text,
	`worker_id` text,
	`at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `outreach_sessions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_person_once` ON `attendances` (`session_id`,`worker_id`) WHERE worker_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_chat_once` ON `attendances` (`session_id`,`contact_id`) WHERE worker_id is null;--> statement-breakpoint
CREATE INDEX `attendances_by_contact` ON `attendances` (`contact_id`);--> statement-breakpoint
CREATE TABLE `outreach_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`agency_id` text NOT NULL,
	`kelurahan` text NOT NULL,
	`place` text NOT NULL,
	`topic` text NOT NULL,
	`starts_at` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` text NOT NULL,
	`closed_at` integer,
	`closed_by` text,
	`headcount` integer,
	`rev` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outreach_sessions_code_unique` ON `outreach_sessions` (`code`);--> statement-breakpoint
CREATE INDEX `outreach_sessions_by_agency` ON `outreach_sessions` (`agency_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `visitors` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`kelurahan` text NOT NULL,
	`name` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visitors_once` ON `visitors` (`contact_id`,`agency_id`,`kelurahan`);--> statement-breakpoint
ALTER TABLE `visits` ADD `visited_by` text;--> statement-breakpoint
ALTER TABLE `visits` ADD `failed_at` integer;--> statement-breakpoint
ALTER TABLE `visits` ADD `failure` text;--> statement-breakpoint
ALTER TABLE `visits` ADD `failed_by` text;