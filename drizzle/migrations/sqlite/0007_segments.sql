CREATE TABLE `activity_times` (
	`profile_id` integer PRIMARY KEY NOT NULL,
	`slots` text NOT NULL,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `lifecycle_stages` (
	`profile_id` integer PRIMARY KEY NOT NULL,
	`stage` text NOT NULL,
	`since` integer NOT NULL,
	`due_at` integer,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `lifecycle_stages_stage` ON `lifecycle_stages` (`stage`,`profile_id`);--> statement-breakpoint
CREATE INDEX `lifecycle_stages_due` ON `lifecycle_stages` (`due_at`);--> statement-breakpoint
CREATE TABLE `order_facts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`profile_id` integer NOT NULL,
	`event_id` integer NOT NULL,
	`at` integer NOT NULL,
	`order_key` text,
	`amount_cents` integer NOT NULL,
	`currency` text,
	`is_refund` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `order_facts_profile` ON `order_facts` (`profile_id`,`at`,`is_refund`,`amount_cents`,`currency`,`event_id`);--> statement-breakpoint
CREATE INDEX `order_facts_at` ON `order_facts` (`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `order_facts_event` ON `order_facts` (`event_id`);--> statement-breakpoint
CREATE TABLE `profile_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`profile_id` integer NOT NULL,
	`text` text NOT NULL,
	`by_user_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `profile_notes_profile` ON `profile_notes` (`profile_id`,`at`);--> statement-breakpoint
CREATE TABLE `profile_tags` (
	`profile_id` integer NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`profile_id`, `tag`),
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `profile_tags_tag` ON `profile_tags` (`tag`,`profile_id`);--> statement-breakpoint
CREATE TABLE `profile_views` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL,
	`columns` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `profile_words` (
	`word` text NOT NULL,
	`profile_id` integer NOT NULL,
	PRIMARY KEY(`word`, `profile_id`),
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `profile_words_profile` ON `profile_words` (`profile_id`);--> statement-breakpoint
CREATE TABLE `rollup_marks` (
	`name` text PRIMARY KEY NOT NULL,
	`event_id` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `segment_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`segment_id` integer NOT NULL,
	`profile_id` integer NOT NULL,
	`entered` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`segment_id`) REFERENCES `segments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `segment_changes_segment` ON `segment_changes` (`segment_id`,`at`);--> statement-breakpoint
CREATE INDEX `segment_changes_profile` ON `segment_changes` (`profile_id`,`at`);--> statement-breakpoint
CREATE TABLE `segment_looks` (
	`profile_id` integer NOT NULL,
	`segment_id` integer NOT NULL,
	`due_at` integer NOT NULL,
	`depth` integer DEFAULT 0 NOT NULL,
	`quiet` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`profile_id`, `segment_id`),
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`segment_id`) REFERENCES `segments`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `segment_looks_due` ON `segment_looks` (`due_at`);--> statement-breakpoint
CREATE INDEX `segment_looks_segment` ON `segment_looks` (`segment_id`);--> statement-breakpoint
CREATE TABLE `segment_members` (
	`segment_id` integer NOT NULL,
	`profile_id` integer NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`segment_id`, `profile_id`),
	FOREIGN KEY (`segment_id`) REFERENCES `segments`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `segment_members_profile` ON `segment_members` (`profile_id`);--> statement-breakpoint
CREATE TABLE `segments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`rule` text NOT NULL,
	`state` text NOT NULL,
	`member_count` integer DEFAULT 0 NOT NULL,
	`rebuild_after` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `segments_name_unique` ON `segments` (`name`);