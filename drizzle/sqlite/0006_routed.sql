ALTER TABLE `enrolments` ADD `routed_at` integer;--> statement-breakpoint
UPDATE `enrolments` SET `routed_at` = (SELECT `notices`.`decided_at` FROM `notices` WHERE `notices`.`enrolment_id` = `enrolments`.`id`);--> statement-breakpoint
CREATE INDEX `enrolments_unrouted` ON `enrolments` (`id`) WHERE "enrolments"."routed_at" is null;--> statement-breakpoint
CREATE INDEX `notices_without_channel` ON `notices` (`enrolment_id`) WHERE "notices"."reason" = 'noChannel';