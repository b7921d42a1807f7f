ALTER TABLE `contacts` ADD `waits_until` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `heard_at` integer;--> statement-breakpoint
UPDATE `sessions` SET `heard_at` = (SELECT `last_heard_at` FROM `contacts` WHERE `contacts`.`id` = `sessions`.`contact_id`);--> statement-breakpoint
ALTER TABLE `contacts` DROP COLUMN `last_heard_at`;--> statement-breakpoint
ALTER TABLE `sessions` DROP COLUMN `updated_at`;
