CREATE TABLE `checks` (
	`contact_id` text NOT NULL,
	`enrolment_id` text NOT NULL,
	`question` text NOT NULL,
	`asked_at` integer NOT NULL,
	PRIMARY KEY(`contact_id`, `enrolment_id`)
);
--> statement-breakpoint
CREATE TABLE `walks` (
	`contact_id` text NOT NULL,
	`walk` text NOT NULL,
	`place` text NOT NULL,
	`reached_at` integer NOT NULL,
	PRIMARY KEY(`contact_id`, `walk`)
);
