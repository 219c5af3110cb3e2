CREATE TABLE `bulk_actions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workflow_id` integer NOT NULL,
	`action` text NOT NULL,
	`choice` text NOT NULL,
	`after_run_id` integer NOT NULL,
	`until_run_id` integer NOT NULL,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bulk_actions_open` ON `bulk_actions` (`workflow_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `step_counts` (
	`workflow_id` integer NOT NULL,
	`node_id` text NOT NULL,
	`port` text NOT NULL,
	`hour_at` integer NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`workflow_id`, `hour_at`, `node_id`, `port`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `workflow_editors` (
	`workflow_id` integer NOT NULL,
	`tab` text NOT NULL,
	`user_id` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`workflow_id`, `tab`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `versions` ADD `restores` integer;--> statement-breakpoint
ALTER TABLE `workflows` ADD `draft_by` text;--> statement-breakpoint
ALTER TABLE `workflows` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `workflows` ADD `archived_at` integer;