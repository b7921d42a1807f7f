CREATE INDEX `outbox_failed` ON `outbox` (`id`) WHERE failed_at is not null;--> statement-breakpoint
CREATE INDEX `outbox_in_doubt` ON `outbox` (`id`) WHERE unknown_at is not null and sent_at is null;