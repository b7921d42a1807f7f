CREATE TABLE `paces` (
	`channel` text PRIMARY KEY NOT NULL,
	`pace` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_by_campaign` ON `outbox` (`cause_id`,`id`) WHERE cause = 'campaign';