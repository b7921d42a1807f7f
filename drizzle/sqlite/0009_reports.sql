CREATE TABLE `officer_chats` (
	`officer_id` text PRIMARY KEY NOT NULL,
	`code_hash` text,
	`code_expires_at` integer,
	`contact_id` text,
	`linked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officer_chats_by_code` ON `officer_chats` (`code_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `officer_chats_by_contact` ON `officer_chats` (`contact_id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`month` text NOT NULL,
	`agency_id` text NOT NULL,
	`xlsx_sealed` text NOT NULL,
	`pdf_sealed` text NOT NULL,
	`figures` text NOT NULL,
	`made_at` integer NOT NULL,
	`announced_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_once` ON `reports` (`month`,`agency_id`);--> statement-breakpoint
ALTER TABLE `reach` ADD `funding` text;