CREATE TABLE `chat_files` (
	`id` text PRIMARY KEY NOT NULL,
	`inbound_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`handover_id` text NOT NULL,
	`ref_sealed` text,
	`received_at` integer NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer NOT NULL,
	`type` text,
	`bytes` integer,
	`body_sealed` text,
	`kept_at` integer,
	`refused_at` integer,
	`refusal` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_files_inboundId_unique` ON `chat_files` (`inbound_id`);--> statement-breakpoint
CREATE INDEX `chat_files_by_handover` ON `chat_files` (`handover_id`,`id`);--> statement-breakpoint
CREATE INDEX `chat_files_waiting` ON `chat_files` (`not_before`) WHERE kept_at is null and refused_at is null;--> statement-breakpoint
ALTER TABLE `contacts` ADD `aka_hash` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `window_until` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_aka_once` ON `contacts` (`channel`,`aka_hash`);--> statement-breakpoint
ALTER TABLE `early_receipts` ADD `outcome` text;