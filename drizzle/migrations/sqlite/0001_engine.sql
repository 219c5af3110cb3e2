CREATE TABLE `admissions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workflow_id` integer NOT NULL,
	`entry_key` text NOT NULL,
	`condition` text,
	`data` text NOT NULL,
	`after_profile_id` integer NOT NULL,
	`started` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`end_code` text,
	`end_values` text,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `admissions_entry` ON `admissions` (`workflow_id`,`entry_key`);--> statement-breakpoint
CREATE INDEX `admissions_open` ON `admissions` (`workflow_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `assignments` (
	`workflow_id` integer NOT NULL,
	`node_id` text NOT NULL,
	`profile_id` integer NOT NULL,
	`arm` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workflow_id`, `node_id`, `profile_id`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `assignments_profile` ON `assignments` (`profile_id`);--> statement-breakpoint
CREATE TABLE `hooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`event_name` text NOT NULL,
	`token_hash` text NOT NULL,
	`sealed_token` text NOT NULL,
	`person_kind` text NOT NULL,
	`person_path` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_received_at` integer,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hooks_eventName_unique` ON `hooks` (`event_name`);--> statement-breakpoint
CREATE UNIQUE INDEX `hooks_tokenHash_unique` ON `hooks` (`token_hash`);--> statement-breakpoint
CREATE TABLE `schedules` (
	`workflow_id` integer PRIMARY KEY NOT NULL,
	`plan` text NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `visit_totals` (
	`workflow_id` integer NOT NULL,
	`node_id` text NOT NULL,
	`done` integer NOT NULL,
	PRIMARY KEY(`workflow_id`, `node_id`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `events` ADD `depth` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `host` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `counted_at` integer;--> statement-breakpoint
CREATE INDEX `messages_counted` ON `messages` (`profile_id`,`channel`,`counted_at`) WHERE counted_at is not null;--> statement-breakpoint
ALTER TABLE `runs` ADD `converted_at` integer;--> statement-breakpoint
CREATE INDEX `runs_converted` ON `runs` (`workflow_id`) WHERE converted_at is not null;--> statement-breakpoint
ALTER TABLE `timers` ADD `since` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `timers` ADD `depth` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workflows` ADD `timers_since` integer;--> statement-breakpoint
ALTER TABLE `workflows` ADD `move` text;--> statement-breakpoint
ALTER TABLE `workflows` ADD `resumed_at` integer;