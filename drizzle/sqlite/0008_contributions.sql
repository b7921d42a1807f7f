ALTER TABLE `enrolments` ADD `member_number_hash` text;--> statement-breakpoint
CREATE INDEX `enrolments_by_number` ON `enrolments` (`member_number_hash`);