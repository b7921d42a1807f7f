CREATE TABLE `reach_cells` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reach_cells_key_unique` ON `reach_cells` (`key`);--> statement-breakpoint
CREATE TABLE `reach_marks` (
	`page` integer PRIMARY KEY NOT NULL,
	`times` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reach_pages` (
	`page` integer PRIMARY KEY NOT NULL,
	`rev` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
ALTER TABLE `reach` ADD `folded` integer;--> statement-breakpoint
CREATE INDEX `reach_unfolded` ON `reach` (`worker_id`) WHERE "reach"."folded" is null;