CREATE TABLE `imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`file_name` text NOT NULL,
	`file_bytes` integer NOT NULL,
	`mapping` text,
	`done_bytes` integer DEFAULT 0 NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`rejected` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hook_id` integer NOT NULL,
	`webhook_id` text NOT NULL,
	`kind` text NOT NULL,
	`profile_id` integer,
	`payload` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`last_answer` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`hook_id`) REFERENCES `outgoing_hooks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_webhookId_unique` ON `notices` (`webhook_id`);--> statement-breakpoint
CREATE INDEX `notices_due` ON `notices` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `notices_hook` ON `notices` (`hook_id`,`id`);--> statement-breakpoint
CREATE INDEX `notices_profile` ON `notices` (`profile_id`) WHERE profile_id is not null;--> statement-breakpoint
CREATE TABLE `outgoing_hooks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`url` text NOT NULL,
	`sealed_secret` text NOT NULL,
	`kinds` text NOT NULL,
	`created_at` integer NOT NULL,
	`off_at` integer,
	`removed_at` integer
);
--> statement-breakpoint
CREATE TABLE `receipts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hook_id` integer NOT NULL,
	`received_at` integer NOT NULL,
	`headers` text NOT NULL,
	`body` text,
	`body_bytes` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason_code` text,
	`reason_values` text,
	`request_id` text,
	`profile_id` integer,
	`event_name` text,
	`replay_of` integer,
	FOREIGN KEY (`hook_id`) REFERENCES `hooks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`profile_id`) REFERENCES `profiles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `receipts_hook` ON `receipts` (`hook_id`,`id`);--> statement-breakpoint
CREATE INDEX `receipts_profile` ON `receipts` (`profile_id`) WHERE profile_id is not null;--> statement-breakpoint
CREATE INDEX `receipts_received` ON `receipts` (`received_at`);--> statement-breakpoint
ALTER TABLE `api_keys` ADD `kind` text DEFAULT 'secret' NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `write_key` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `source` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `event_path` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `event_names` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `scheme` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `hooks` ADD `scheme_options` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `sealed_secret` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `id_path` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `previous_token_hash` text;--> statement-breakpoint
ALTER TABLE `hooks` ADD `previous_token_until` integer;--> statement-breakpoint
ALTER TABLE `hooks` ADD `off_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `hooks_previousTokenHash_unique` ON `hooks` (`previous_token_hash`);--> statement-breakpoint
ALTER TABLE `profiles` ADD `email_claimed` integer DEFAULT false NOT NULL;