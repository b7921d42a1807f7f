CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`form_hash` text NOT NULL,
	`file_name` text NOT NULL,
	`options` text NOT NULL,
	`header_names` text NOT NULL,
	`header_sealed` text,
	`may_shrink` integer DEFAULT false NOT NULL,
	`received_at` integer NOT NULL,
	`received_by` text NOT NULL,
	`wanted` text,
	`wanted_by` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`import_id` text,
	`judgement` text,
	`problem` text,
	`rev` integer DEFAULT 1 NOT NULL,
	`outcome` text,
	`closed_at` integer,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `uploads_formHash_unique` ON `uploads` (`form_hash`);--> statement-breakpoint
CREATE INDEX `uploads_open` ON `uploads` (`closed_at`,`agency_id`);--> statement-breakpoint
CREATE INDEX `uploads_wanted` ON `uploads` (`wanted`);