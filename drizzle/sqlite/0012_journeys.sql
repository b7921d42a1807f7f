CREATE TABLE `journeys` (
	`enrolment_id` text NOT NULL,
	`kind` text NOT NULL,
	`worker_id` text NOT NULL,
	`decided_at` integer NOT NULL,
	`reason` text,
	`contact_id` text,
	`outbox_id` text,
	PRIMARY KEY(`enrolment_id`, `kind`)
);
--> statement-breakpoint
CREATE INDEX `journeys_by_outbox` ON `journeys` (`outbox_id`);--> statement-breakpoint
CREATE TABLE `paces` (
	`channel` text PRIMARY KEY NOT NULL,
	`pace` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `released` (
	`agency_id` text PRIMARY KEY NOT NULL,
	`texts_sealed` text NOT NULL,
	`released_by` text NOT NULL,
	`released_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `enrolments_by_end` ON `enrolments` (`ends_on`);--> statement-breakpoint
CREATE INDEX `outbox_by_campaign` ON `outbox` (`cause_id`,`id`) WHERE cause = 'campaign';