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
	`refusals` text DEFAULT '{}' NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`stopped_by` text,
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bulk_actions_workflow` ON `bulk_actions` (`workflow_id`,`id`);--> statement-breakpoint
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
DROP INDEX `visits_left`;--> statement-breakpoint
CREATE INDEX `visits_arrived` ON `visits` (`workflow_id`,`node_id`,`arrived_at`);--> statement-breakpoint
CREATE INDEX `visits_left` ON `visits` (`workflow_id`,`node_id`,`port`,`left_at`) WHERE left_at is not null;--> statement-breakpoint
ALTER TABLE `versions` ADD `restores` integer;--> statement-breakpoint
ALTER TABLE `workflows` ADD `draft_by` text;--> statement-breakpoint
ALTER TABLE `workflows` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `workflows` ADD `archived_at` integer;--> statement-breakpoint
CREATE INDEX `messages_step` ON `messages` (`workflow_id`,`node_id`,`status`,`ended_at`) WHERE ended_at is not null;
--> statement-breakpoint
INSERT INTO `step_counts` (`workflow_id`, `node_id`, `port`, `hour_at`, `people`)
SELECT workflow_id, node_id, port, hour_at, sum(people)
FROM (
	SELECT workflow_id, node_id, '' AS port, arrived_at - arrived_at % 3600000 AS hour_at, 1 AS people FROM visits
	UNION ALL
	SELECT workflow_id, node_id, coalesce(port, '-'), left_at - left_at % 3600000, 1 FROM visits WHERE left_at IS NOT NULL
	UNION ALL
	SELECT visits.workflow_id, visits.node_id, '=converted', arrived_at - arrived_at % 3600000, 1
	FROM visits INNER JOIN runs ON runs.id = visits.run_id WHERE runs.converted_at IS NOT NULL
	UNION ALL
	SELECT workflow_id, node_id, '=' || status, ended_at - ended_at % 3600000, 1 FROM messages
	WHERE node_id IS NOT NULL AND ended_at IS NOT NULL AND status IN ('sent', 'failed', 'skipped', 'unknown')
		AND workflow_id IN (SELECT id FROM workflows)
	UNION ALL
	SELECT workflow_id, node_id, '', 0, done FROM visit_totals
) AS counted
GROUP BY workflow_id, node_id, port, hour_at;
