CREATE TABLE `ticket_facts` (
	`id` integer PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`round` integer NOT NULL,
	`no` text NOT NULL,
	`opened_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	`cause` text,
	`channel` text NOT NULL,
	`urgency` text NOT NULL,
	`stage` text NOT NULL,
	`category` text,
	`unit_id` text,
	`responsible_id` text NOT NULL,
	`enterprise_id` text,
	`accept_due_at` integer,
	`accept_settled` integer NOT NULL,
	`accepted_at` integer,
	`contact_due_at` integer NOT NULL,
	`contacted_at` integer,
	`resolve_due_at` integer NOT NULL,
	`resolved_at` integer,
	`handled_minutes` integer,
	`benefit_fen` integer,
	`paused_since` integer,
	`rating` integer,
	`rated_at` integer,
	`returned_at` integer,
	`extended_at` integer,
	`second_materials_at` integer,
	`ended_at` integer,
	`end_reason` text,
	CONSTRAINT "ticket_facts_rating" CHECK("ticket_facts"."rating" is null or "ticket_facts"."rating" between 1 and 5)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_facts_round` ON `ticket_facts` (`ticket_id`,`round`);--> statement-breakpoint
CREATE INDEX `ticket_facts_open` ON `ticket_facts` (`started_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `ticket_facts_ended` ON `ticket_facts` (`ended_at`,`started_at`);--> statement-breakpoint
CREATE INDEX `ticket_facts_by_day` ON `ticket_facts` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `ticket_facts_by_unit` ON `ticket_facts` (`unit_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `ticket_facts_by_category` ON `ticket_facts` (`category`,`started_at`);--> statement-breakpoint
CREATE INDEX `ticket_facts_by_enterprise` ON `ticket_facts` (`enterprise_id`,`started_at`);