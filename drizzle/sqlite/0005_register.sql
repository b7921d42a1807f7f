CREATE TABLE `changes` (
	`id` text PRIMARY KEY NOT NULL,
	`worker_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`import_id` text,
	`line` integer,
	`change_sealed` text
);
--> statement-breakpoint
CREATE INDEX `changes_of_worker` ON `changes` (`worker_id`,`at`);--> statement-breakpoint
CREATE TABLE `contributions` (
	`enrolment_id` text NOT NULL,
	`month` text NOT NULL,
	`amount` integer NOT NULL,
	`status` text NOT NULL,
	`agency_id` text NOT NULL,
	`as_of` text NOT NULL,
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`enrolment_id`, `month`)
);
--> statement-breakpoint
CREATE INDEX `contributions_by_agency` ON `contributions` (`agency_id`,`month`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`worker_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`field` text NOT NULL,
	`wish_sealed` text NOT NULL,
	`opened_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`outcome` text,
	`answer_sealed` text,
	`closed_at` integer,
	`closed_by` text
);
--> statement-breakpoint
CREATE INDEX `corrections_open` ON `corrections` (`closed_at`,`agency_id`);--> statement-breakpoint
CREATE INDEX `corrections_of_worker` ON `corrections` (`worker_id`);--> statement-breakpoint
CREATE TABLE `doubts` (
	`id` text PRIMARY KEY NOT NULL,
	`pair_hash` text NOT NULL,
	`agency_id` text NOT NULL,
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`worker_id` text NOT NULL,
	`score` integer NOT NULL,
	`evidence` text NOT NULL,
	`raised_at` integer NOT NULL,
	`decision` text,
	`decided_at` integer,
	`decided_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `doubts_pairHash_unique` ON `doubts` (`pair_hash`);--> statement-breakpoint
CREATE INDEX `doubts_open` ON `doubts` (`decided_at`,`agency_id`);--> statement-breakpoint
CREATE INDEX `doubts_of_import` ON `doubts` (`import_id`,`line`);--> statement-breakpoint
CREATE TABLE `likeness_keys` (
	`key` integer NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`key`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`worker_id` text NOT NULL,
	`into_id` text NOT NULL,
	`doubt_id` text,
	`moved` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`undone_at` integer,
	`undone_by` text
);
--> statement-breakpoint
CREATE INDEX `merges_of_worker` ON `merges` (`worker_id`);--> statement-breakpoint
CREATE INDEX `merges_into` ON `merges` (`into_id`);--> statement-breakpoint
DROP INDEX `workers_by_birth`;--> statement-breakpoint
DROP INDEX `workers_by_name`;--> statement-breakpoint
ALTER TABLE `workers` ADD `merged_into` text;--> statement-breakpoint
CREATE INDEX `workers_merged` ON `workers` (`merged_into`);--> statement-breakpoint
DROP INDEX `enrolments_once`;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `listed_as` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `line` integer;--> statement-breakpoint
CREATE INDEX `enrolments_of_worker` ON `enrolments` (`worker_id`);--> statement-breakpoint
UPDATE `enrolments` SET `listed_as` = `worker_id`;--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_once` ON `enrolments` (`listed_as`,`agency_id`,`funding`,`starts_on`);--> statement-breakpoint
ALTER TABLE `agencies` ADD `header_names` text;--> statement-breakpoint
ALTER TABLE `import_rows` ADD `score` integer;--> statement-breakpoint
ALTER TABLE `import_rows` DROP COLUMN `applied_at`;--> statement-breakpoint
ALTER TABLE `imports` ADD `kind` text DEFAULT 'roster' NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `progress` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `applied_through` integer DEFAULT 0 NOT NULL;