CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	`category` text,
	`unit_id` text,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_by` text,
	`ended_at` integer,
	CONSTRAINT "campaigns_period" CHECK("campaigns"."to_at" > "campaigns"."from_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaigns_name` ON `campaigns` (`name`,`from_at`);--> statement-breakpoint
CREATE TABLE `mirror_state` (
	`key` text PRIMARY KEY NOT NULL,
	`target` text NOT NULL,
	`state` text NOT NULL,
	`turn` text,
	`turn_until` integer NOT NULL,
	`next_at` integer NOT NULL,
	`events_up_to` integer NOT NULL,
	`limits_up_to` integer NOT NULL,
	`checked` integer NOT NULL,
	`written_at` integer,
	`fault` text
);
--> statement-breakpoint
CREATE TABLE `mirror_tickets` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`record_id` text,
	`version` integer NOT NULL,
	`wanted_version` integer NOT NULL,
	`wanted` integer NOT NULL,
	`written` integer NOT NULL,
	`waiting_since` integer NOT NULL,
	`token` text,
	`tried_at` integer,
	`refused` integer
);
--> statement-breakpoint
CREATE INDEX `mirror_tickets_waiting` ON `mirror_tickets` (`waiting_since`,`ticket_id`) WHERE wanted > written;--> statement-breakpoint
CREATE INDEX `mirror_tickets_unknown` ON `mirror_tickets` (`tried_at`) WHERE token is not null;--> statement-breakpoint
CREATE INDEX `mirror_tickets_refused` ON `mirror_tickets` (`refused`) WHERE refused is not null;