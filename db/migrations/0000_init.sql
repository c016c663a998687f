CREATE TABLE `accountability_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`reason` text NOT NULL,
	`person_id` text NOT NULL,
	`unit_id` text,
	`leader_id` text,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	CONSTRAINT "accountability_state" CHECK("accountability_drafts"."state" in ('draft','confirmed','rejected'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accountability_once` ON `accountability_drafts` (`ticket_id`,`reason`,`person_id`);--> statement-breakpoint
CREATE INDEX `accountability_by_leader` ON `accountability_drafts` (`leader_id`,`state`);--> statement-breakpoint
CREATE TABLE `commands` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `commands_by_time` ON `commands` (`at`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`app_id` text NOT NULL,
	`open_id` text NOT NULL,
	`chat_id` text,
	`last_bot` text,
	`last_ticket_id` text,
	`identity_asked_at` integer,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`app_id`, `open_id`)
);
--> statement-breakpoint
CREATE TABLE `counters` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `inbound` (
	`id` text PRIMARY KEY NOT NULL,
	`app_id` text NOT NULL,
	`event_key` text NOT NULL,
	`content_key` text,
	`kind` text NOT NULL,
	`sender_open_id` text,
	`chat_id` text,
	`received_at` integer NOT NULL,
	`payload` text NOT NULL,
	`outcome` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_event_key` ON `inbound` (`app_id`,`event_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_content_key` ON `inbound` (`app_id`,`content_key`);--> statement-breakpoint
CREATE INDEX `inbound_by_time` ON `inbound` (`received_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text,
	`serial` text,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`run_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`max_attempts` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`locked_by` text,
	`locked_until` integer,
	`last_error` text,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	CONSTRAINT "jobs_state" CHECK("jobs"."state" in ('waiting','done','buried'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`key`) WHERE state = 'waiting' and key is not null;--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`run_at`,`id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `jobs_serial` ON `jobs` (`serial`,`id`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `jobs_finished` ON `jobs` (`finished_at`) WHERE state <> 'waiting';--> statement-breakpoint
CREATE TABLE `slots` (
	`name` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `enterprises` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`credit_code` text,
	`industry` text DEFAULT '' NOT NULL,
	`zone` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`lifecycle` text DEFAULT '' NOT NULL,
	`bundle_cadre_id` text,
	`bundle_leader_id` text,
	`police_contact_id` text,
	`key_firm` integer DEFAULT false NOT NULL,
	`group_chat_id` text,
	`active` integer DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enterprises_credit_code` ON `enterprises` (`credit_code`);--> statement-breakpoint
CREATE INDEX `enterprises_by_group_chat` ON `enterprises` (`group_chat_id`);--> statement-breakpoint
CREATE TABLE `identities` (
	`app_id` text NOT NULL,
	`open_id` text NOT NULL,
	`person_id` text NOT NULL,
	`tenant_key` text,
	`bound_at` integer NOT NULL,
	`bound_by` text NOT NULL,
	PRIMARY KEY(`app_id`, `open_id`)
);
--> statement-breakpoint
CREATE INDEX `identities_by_person` ON `identities` (`person_id`);--> statement-breakpoint
CREATE TABLE `identity_claims` (
	`id` text PRIMARY KEY NOT NULL,
	`app_id` text NOT NULL,
	`open_id` text NOT NULL,
	`tenant_key` text,
	`name` text NOT NULL,
	`enterprise` text NOT NULL,
	`phone` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	CONSTRAINT "identity_claims_state" CHECK("identity_claims"."state" in ('waiting','confirmed','rejected'))
);
--> statement-breakpoint
CREATE INDEX `identity_claims_by_open_id` ON `identity_claims` (`app_id`,`open_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`post` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`unit_id` text,
	`enterprise_id` text,
	`roles` text NOT NULL,
	`leave_from` text,
	`leave_to` text,
	`delegate_id` text,
	`active` integer DEFAULT true NOT NULL,
	CONSTRAINT "people_kind" CHECK("people"."kind" in ('cadre','leader','contact'))
);
--> statement-breakpoint
CREATE INDEX `people_by_phone` ON `people` (`phone`);--> statement-breakpoint
CREATE INDEX `people_by_unit` ON `people` (`unit_id`);--> statement-breakpoint
CREATE TABLE `rota` (
	`person_id` text PRIMARY KEY NOT NULL,
	`last_assigned_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `units` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`duties` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`head_id` text,
	`leader_id` text
);
--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`day` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	CONSTRAINT "calendar_days_kind" CHECK("calendar_days"."kind" in ('off','workday'))
);
--> statement-breakpoint
CREATE TABLE `categories` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`lead_unit_id` text,
	`assist_unit_ids` text NOT NULL,
	`confidential` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE `limit_policies` (
	`category` text NOT NULL,
	`version` integer NOT NULL,
	`effective_from` integer NOT NULL,
	`policy` text NOT NULL,
	PRIMARY KEY(`category`, `version`),
	CONSTRAINT "limit_policies_version" CHECK("limit_policies"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cards` (
	`ticket_id` text NOT NULL,
	`recipient` text NOT NULL,
	`audience` text NOT NULL,
	`renewal` integer NOT NULL,
	`sent_renewal` integer DEFAULT 0 NOT NULL,
	`message_id` text,
	`shown_version` integer DEFAULT 0 NOT NULL,
	`shown_hash` text,
	`sent_at` integer,
	PRIMARY KEY(`ticket_id`, `recipient`)
);
--> statement-breakpoint
CREATE INDEX `cards_by_message` ON `cards` (`message_id`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`ticket_id` text NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`settled_at` integer,
	PRIMARY KEY(`ticket_id`, `kind`),
	CONSTRAINT "reminders_state" CHECK("reminders"."state" in ('planned','sent','cancelled'))
);
--> statement-breakpoint
CREATE INDEX `reminders_due` ON `reminders` (`due_at`) WHERE state = 'planned';--> statement-breakpoint
CREATE TABLE `ticket_events` (
	`ticket_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`data` text NOT NULL,
	`content` text,
	`content_hash` text NOT NULL,
	`prev_hash` text NOT NULL,
	`hash` text NOT NULL,
	`command_id` text NOT NULL,
	PRIMARY KEY(`ticket_id`, `seq`),
	CONSTRAINT "ticket_events_seq" CHECK("ticket_events"."seq" > 0)
);
--> statement-breakpoint
CREATE INDEX `ticket_events_by_time` ON `ticket_events` (`at`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
	`version` integer NOT NULL,
	`stage` text NOT NULL,
	`category` text,
	`unit_id` text,
	`responsible_id` text NOT NULL,
	`offered_to_id` text,
	`requester_open_id` text,
	`requester_person_id` text,
	`enterprise_id` text,
	`opened_at` integer NOT NULL,
	`resolve_by` integer,
	`closed_at` integer,
	`head_hash` text NOT NULL,
	`state` text NOT NULL,
	CONSTRAINT "tickets_version" CHECK("tickets"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_no` ON `tickets` (`no`);--> statement-breakpoint
CREATE INDEX `tickets_by_requester` ON `tickets` (`requester_open_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `tickets_by_requester_person` ON `tickets` (`requester_person_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `tickets_by_enterprise` ON `tickets` (`enterprise_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `tickets_open_by_responsible` ON `tickets` (`responsible_id`,`resolve_by`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `tickets_open_by_offered` ON `tickets` (`offered_to_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `tickets_open_by_unit` ON `tickets` (`unit_id`,`resolve_by`) WHERE closed_at is null;