CREATE TABLE `claim_documents` (
	`claim_id` text NOT NULL,
	`paper` text NOT NULL,
	`state` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `paper`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `claim_events` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`event` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `claim_events_by_claim` ON `claim_events` (`claim_id`,`id`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`worker_id` text,
	`code_sealed` text NOT NULL,
	`code_hash` text NOT NULL,
	`born_hash` text NOT NULL,
	`deceased_sealed` text,
	`kind` text NOT NULL,
	`cause` text NOT NULL,
	`membership` text,
	`scholars` text,
	`relation` text,
	`closer` text,
	`several` text,
	`difficulty` text,
	`state` text NOT NULL,
	`notes_sealed` text,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `claims_codeHash_unique` ON `claims` (`code_hash`);--> statement-breakpoint
CREATE INDEX `claims_by_contact` ON `claims` (`contact_id`);--> statement-breakpoint
CREATE INDEX `claims_by_worker` ON `claims` (`worker_id`);--> statement-breakpoint
CREATE INDEX `claims_open` ON `claims` (`opened_at`) WHERE closed_at is null;