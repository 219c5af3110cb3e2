CREATE TABLE `one_off_people` (
	`one_off_id` integer NOT NULL,
	`profile_id` integer NOT NULL,
	PRIMARY KEY(`one_off_id`, `profile_id`),
	FOREIGN KEY (`one_off_id`) REFERENCES `one_offs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `one_off_people_profile` ON `one_off_people` (`profile_id`);--> statement-breakpoint
CREATE TABLE `one_offs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`message` text,
	`audience` text NOT NULL,
	`schedule` text NOT NULL,
	`revision` integer NOT NULL,
	`workflow_id` integer,
	`starts_at` integer,
	`started_at` integer,
	`ended_at` integer,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `one_offs_starts` ON `one_offs` (`starts_at`) WHERE status = 'scheduled';--> statement-breakpoint
DROP INDEX `messages_due`;--> statement-breakpoint
CREATE INDEX `messages_due` ON `messages` (`workflow_id`,`channel`,`due_at`) WHERE due_at is not null;--> statement-breakpoint
ALTER TABLE `admissions` ADD `per_hour` integer;--> statement-breakpoint
ALTER TABLE `workflows` ADD `kind` text DEFAULT 'workflow' NOT NULL;--> statement-breakpoint
CREATE INDEX `profiles_phone` ON `profiles` (`phone`);--> statement-breakpoint
UPDATE `profiles` SET `phone` = `told`.`number` FROM (
	SELECT `id`, CASE WHEN `bare` LIKE '00%' THEN '+' || substr(`bare`, 3) ELSE `bare` END AS `number` FROM (
		SELECT `id`, replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(`phone`, ' ', ''), '(', ''), ')', ''), '.', ''), '-', ''), '/', ''), char(9), ''), char(10), ''), char(13), ''), char(160), ''), char(8201), ''), char(8239), ''), char(8208), ''), char(8209), ''), char(8210), ''), char(8211), ''), char(8212), ''), char(8213), '') AS `bare` FROM `profiles` WHERE `phone` IS NOT NULL
	)
) AS `told`
WHERE `told`.`id` = `profiles`.`id` AND `told`.`number` <> `profiles`.`phone` AND length(`told`.`number`) BETWEEN 8 AND 16
	AND `told`.`number` GLOB '+[1-9]*' AND substr(`told`.`number`, 2) NOT GLOB '*[^0-9]*';
