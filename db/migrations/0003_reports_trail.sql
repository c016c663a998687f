CREATE TABLE `export_traces` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`reason` text NOT NULL,
	`filter` text NOT NULL,
	`format` text NOT NULL,
	`rows` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `export_traces_by_time` ON `export_traces` (`at`);--> statement-breakpoint
CREATE TABLE `imported_tickets` (
	`no` text PRIMARY KEY NOT NULL,
	`opened_at` integer NOT NULL,
	`enterprise` text NOT NULL,
	`category` text NOT NULL,
	`title` text NOT NULL,
	`unit` text NOT NULL,
	`responsible` text NOT NULL,
	`resolved_at` integer,
	`rating` integer,
	`result` text NOT NULL,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `imported_tickets_by_day` ON `imported_tickets` (`opened_at`);--> statement-breakpoint
CREATE TABLE `ranking_objections` (
	`id` text PRIMARY KEY NOT NULL,
	`ranking_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`person_id` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	CONSTRAINT "ranking_objections_state" CHECK("ranking_objections"."state" in ('open','granted','denied'))
);
--> statement-breakpoint
CREATE INDEX `ranking_objections_of` ON `ranking_objections` (`ranking_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `rankings` (
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`period_from` integer NOT NULL,
	`period_to` integer NOT NULL,
	`frozen` text NOT NULL,
	`excluded` text NOT NULL,
	`reason` text NOT NULL,
	`decided_by` text,
	`created_at` integer NOT NULL,
	`objections_until` integer NOT NULL,
	PRIMARY KEY(`id`, `version`),
	CONSTRAINT "rankings_version" CHECK("rankings"."version" > 0)
);
