CREATE TABLE `campaign_recipients` (
	`campaign_id` text NOT NULL,
	`worker_id` text NOT NULL,
	`frozen_at` integer NOT NULL,
	`decided_at` integer,
	`outcome` text,
	`reason` text,
	`enrolment_id` text,
	`contact_id` text,
	`outbox_id` text,
	`result` text,
	`settled_at` integer,
	PRIMARY KEY(`campaign_id`, `worker_id`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recipients_undecided` ON `campaign_recipients` (`campaign_id`,`worker_id`) WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX `recipients_unsettled` ON `campaign_recipients` (`campaign_id`,`outbox_id`) WHERE decided_at is not null and settled_at is null;--> statement-breakpoint
CREATE INDEX `recipients_by_outbox` ON `campaign_recipients` (`outbox_id`);--> statement-breakpoint
CREATE INDEX `recipients_by_contact` ON `campaign_recipients` (`contact_id`,`campaign_id`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`title` text NOT NULL,
	`texts_sealed` text NOT NULL,
	`audience` text NOT NULL,
	`rev` integer NOT NULL,
	`changes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_by` text NOT NULL,
	`edited_at` integer NOT NULL,
	`submitted_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`starts_at` integer,
	`frozen_through` text,
	`frozen_at` integer,
	`paused_at` integer,
	`stopped_at` integer,
	`stopped_by` text,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `campaigns_by_agency` ON `campaigns` (`agency_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `enrolments_in_order` ON `enrolments` (`agency_id`,`worker_id`);--> statement-breakpoint
CREATE INDEX `reach_by_occasion` ON `reach` (`occasion`,`kind`);