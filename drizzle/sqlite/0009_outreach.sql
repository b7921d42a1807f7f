CREATE TABLE `paces` (
	`channel` text PRIMARY KEY NOT NULL,
	`pace` text NOT NULL
);
