CREATE TABLE `tried_contacts` (
	`occasion` text NOT NULL,
	`worker_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`outbox_id` text NOT NULL,
	`tried_at` integer NOT NULL,
	PRIMARY KEY(`occasion`, `worker_id`, `contact_id`)
);
--> statement-breakpoint
ALTER TABLE `contacts` ADD `stopped_at` integer;--> statement-breakpoint
ALTER TABLE `journeys` ADD `settled_at` integer;--> statement-breakpoint
CREATE INDEX `journeys_unsettled` ON `journeys` (`outbox_id`) WHERE outbox_id is not null and settled_at is null;--> statement-breakpoint
CREATE INDEX `journeys_again` ON `journeys` (`kind`,`enrolment_id`) WHERE outbox_id is null and reason is null;--> statement-breakpoint
ALTER TABLE `notices` ADD `settled_at` integer;--> statement-breakpoint
CREATE INDEX `notices_unsettled` ON `notices` (`outbox_id`) WHERE outbox_id is not null and settled_at is null;