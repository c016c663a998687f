CREATE TABLE `key_projects` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`site` text DEFAULT '' NOT NULL,
	`enterprise_id` text,
	`level` text DEFAULT '' NOT NULL,
	`phase` text NOT NULL,
	`leader_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`person_id` text NOT NULL,
	`target` text NOT NULL,
	`due_day` text NOT NULL,
	`running` integer DEFAULT true NOT NULL,
	CONSTRAINT "key_projects_five" CHECK("key_projects"."leader_id" <> '' and "key_projects"."unit_id" <> '' and "key_projects"."person_id" <> '' and "key_projects"."target" <> '' and "key_projects"."due_day" <> '')
);
--> statement-breakpoint
ALTER TABLE `ticket_facts` ADD `project_id` text;--> statement-breakpoint
CREATE INDEX `tickets_to_confirm` ON `tickets` (`id`) WHERE stage = 'awaiting_confirmation';