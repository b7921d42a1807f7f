CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_tokenHash_unique` ON `api_tokens` (`token_hash`);--> statement-breakpoint
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
CREATE INDEX `claims_open` ON `claims` (`opened_at`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `early_receipts` (
	`channel` text NOT NULL,
	`external_hash` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`channel`, `external_hash`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `form_keys` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`used_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `handover_events` (
	`id` text PRIMARY KEY NOT NULL,
	`handover_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`officer_id` text,
	FOREIGN KEY (`handover_id`) REFERENCES `handovers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handover_events_by_handover` ON `handover_events` (`handover_id`,`id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`officer_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`officer_id`) REFERENCES `officers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invitations_by_officer` ON `invitations` (`officer_id`);--> statement-breakpoint
CREATE TABLE `officer_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`officer_id` text NOT NULL,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`officer_id`) REFERENCES `officers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officer_sessions_tokenHash_unique` ON `officer_sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `officer_sessions_by_officer` ON `officer_sessions` (`officer_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `officers` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`agency_id` text,
	`kelurahan` text,
	`password_hash` text,
	`totp_sealed` text,
	`totp_step` integer,
	`disabled_at` integer,
	`rev` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `officers_username_unique` ON `officers` (`username`);--> statement-breakpoint
ALTER TABLE `handovers` ADD `taken_by` text;--> statement-breakpoint
ALTER TABLE `handovers` ADD `officer_at` integer;--> statement-breakpoint
ALTER TABLE `handovers` ADD `rev` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `handovers_waiting` ON `handovers` (`opened_at`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `enrolments_in_order` ON `enrolments` (`agency_id`,`worker_id`);--> statement-breakpoint
CREATE INDEX `reach_by_occasion` ON `reach` (`occasion`,`kind`);