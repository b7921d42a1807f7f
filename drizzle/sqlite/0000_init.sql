CREATE TABLE `agencies` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agencies_code_unique` ON `agencies` (`code`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`subject_hash` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` integer,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`position` integer,
	`hash` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_chain` ON `audit` (`position`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`phone_hash` text NOT NULL,
	`agency_id` text NOT NULL,
	`source` text NOT NULL,
	`given_on` text NOT NULL,
	`import_id` text,
	`recorded_at` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consents_once` ON `consents` (`phone_hash`,`agency_id`,`source`,`given_on`);--> statement-breakpoint
CREATE TABLE `contact_workers` (
	`contact_id` text NOT NULL,
	`worker_id` text NOT NULL,
	`proof` text NOT NULL,
	`proven_at` integer NOT NULL,
	`proven_by` text NOT NULL,
	PRIMARY KEY(`contact_id`, `worker_id`),
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_workers_by_worker` ON `contact_workers` (`worker_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`channel` text NOT NULL,
	`address_sealed` text NOT NULL,
	`address_hash` text NOT NULL,
	`phone_hash` text,
	`locale` text NOT NULL,
	`opted_in_at` integer,
	`opted_in_source` text,
	`opted_out_at` integer,
	`bereaved_at` integer,
	`noticed_at` integer,
	`last_heard_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_code_unique` ON `contacts` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_once` ON `contacts` (`channel`,`address_hash`);--> statement-breakpoint
CREATE INDEX `contacts_by_phone` ON `contacts` (`phone_hash`);--> statement-breakpoint
CREATE TABLE `data_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`wrapped` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`worker_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`segment` text,
	`occupation` text,
	`programmes` text NOT NULL,
	`funding` text NOT NULL,
	`basis` text,
	`member_number_sealed` text,
	`starts_on` text NOT NULL,
	`ends_on` text,
	`paid_through` text,
	`as_of` text NOT NULL,
	`import_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`worker_id`) REFERENCES `workers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_once` ON `enrolments` (`worker_id`,`agency_id`,`funding`,`starts_on`);--> statement-breakpoint
CREATE INDEX `enrolments_by_agency` ON `enrolments` (`agency_id`,`starts_on`);--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handovers_one_open` ON `handovers` (`contact_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`row_sealed` text NOT NULL,
	`verdict` text NOT NULL,
	`problems` text NOT NULL,
	`worker_id` text,
	`applied_at` integer,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`options` text NOT NULL,
	`counts` text NOT NULL,
	`started_at` integer NOT NULL,
	`started_by` text NOT NULL,
	`judged_at` integer,
	`applied_at` integer,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `inbound` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`external_hash` text NOT NULL,
	`contact_id` text NOT NULL,
	`body_sealed` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_once` ON `inbound` (`channel`,`external_hash`);--> statement-breakpoint
CREATE INDEX `inbound_by_contact` ON `inbound` (`contact_id`,`id`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`enrolment_id` text PRIMARY KEY NOT NULL,
	`worker_id` text NOT NULL,
	`route` text NOT NULL,
	`reason` text,
	`contact_id` text,
	`outbox_id` text,
	`decided_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notices_by_outbox` ON `notices` (`outbox_id`);--> statement-breakpoint
CREATE INDEX `notices_by_contact` ON `notices` (`contact_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`channel` text NOT NULL,
	`cause` text NOT NULL,
	`cause_id` text NOT NULL,
	`priority` integer NOT NULL,
	`body_sealed` text NOT NULL,
	`created_at` integer NOT NULL,
	`not_before` integer NOT NULL,
	`expires_at` integer,
	`leased_until` integer,
	`attempts` integer NOT NULL,
	`external_hash` text,
	`sent_at` integer,
	`delivered_at` integer,
	`read_at` integer,
	`failed_at` integer,
	`failure` text,
	`unknown_at` integer,
	`cancelled_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`priority`,`not_before`) WHERE sent_at is null and failed_at is null and unknown_at is null and cancelled_at is null;--> statement-breakpoint
CREATE INDEX `outbox_by_contact` ON `outbox` (`contact_id`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_by_external` ON `outbox` (`channel`,`external_hash`) WHERE external_hash is not null;--> statement-breakpoint
CREATE TABLE `reach` (
	`worker_id` text NOT NULL,
	`kind` text NOT NULL,
	`occasion` text NOT NULL,
	`agency_id` text NOT NULL,
	`kelurahan` text,
	`segment` text,
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`worker_id`, `kind`, `occasion`)
);
--> statement-breakpoint
CREATE INDEX `reach_by_agency` ON `reach` (`agency_id`,`day`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`rev` integer NOT NULL,
	`state_sealed` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `slips` (
	`id` text PRIMARY KEY NOT NULL,
	`worker_id` text NOT NULL,
	`code_sealed` text NOT NULL,
	`code_hash` text NOT NULL,
	`issued_at` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `slips_codeHash_unique` ON `slips` (`code_hash`);--> statement-breakpoint
CREATE INDEX `slips_by_worker` ON `slips` (`worker_id`);--> statement-breakpoint
CREATE TABLE `status_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `visits` (
	`worker_id` text PRIMARY KEY NOT NULL,
	`agency_id` text NOT NULL,
	`kelurahan` text,
	`reason` text NOT NULL,
	`listed_at` integer NOT NULL,
	`visited_at` integer
);
--> statement-breakpoint
CREATE INDEX `visits_by_kelurahan` ON `visits` (`kelurahan`);--> statement-breakpoint
CREATE TABLE `workers` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`nik_sealed` text NOT NULL,
	`nik_hash` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`born_on` text NOT NULL,
	`sex` text,
	`phone_sealed` text,
	`phone_hash` text,
	`address_sealed` text,
	`kelurahan` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workers_code_unique` ON `workers` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `workers_nikHash_unique` ON `workers` (`nik_hash`);--> statement-breakpoint
CREATE INDEX `workers_by_phone` ON `workers` (`phone_hash`);--> statement-breakpoint
CREATE INDEX `workers_by_birth` ON `workers` (`born_on`,`name_key`);--> statement-breakpoint
CREATE INDEX `workers_by_name` ON `workers` (`name_key`);--> statement-breakpoint
CREATE INDEX `workers_by_kelurahan` ON `workers` (`kelurahan`);