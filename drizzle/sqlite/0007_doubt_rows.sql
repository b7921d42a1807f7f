CREATE TABLE `doubt_rows` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`doubt_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`taken_in_at` integer,
	`before_sealed` text,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `doubt_rows_of_doubt` ON `doubt_rows` (`doubt_id`,`agency_id`);--> statement-breakpoint
ALTER TABLE `doubts` ADD `entry_id` text;