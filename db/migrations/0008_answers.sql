CREATE TABLE `policies` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`also` text NOT NULL,
	`category` text NOT NULL,
	`unit_id` text,
	`text` text NOT NULL,
	`source` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	CONSTRAINT "policies_state" CHECK("policies"."state" in ('draft','published'))
);
--> statement-breakpoint
CREATE TABLE `public_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_no` text NOT NULL,
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`category` text NOT NULL,
	`unit_id` text,
	`answered_on` text NOT NULL,
	`valid_to` text NOT NULL,
	`published_by` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `public_answers_by_time` ON `public_answers` (`published_at`);--> statement-breakpoint
CREATE TABLE `__new_learned_examples` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`intent` text NOT NULL,
	`category` text,
	`guessed` text,
	`origin` text NOT NULL,
	`ticket_no` text,
	`person_id` text,
	`at` integer NOT NULL,
	CONSTRAINT "learned_examples_origin" CHECK("origin" in ('dispatch','return','several','new_matter','not_request'))
);
--> statement-breakpoint
INSERT INTO `__new_learned_examples`("id", "text", "intent", "category", "guessed", "origin", "ticket_no", "person_id", "at") SELECT "id", "text", "intent", "category", "guessed", "origin", "ticket_no", "person_id", "at" FROM `learned_examples`;--> statement-breakpoint
DROP TABLE `learned_examples`;--> statement-breakpoint
ALTER TABLE `__new_learned_examples` RENAME TO `learned_examples`;--> statement-breakpoint
CREATE INDEX `learned_examples_by_time` ON `learned_examples` (`at`);--> statement-breakpoint
CREATE TABLE `__new_guide_counts` (
	`kind` text DEFAULT 'guide' NOT NULL,
	`guide_id` text NOT NULL,
	`day` text NOT NULL,
	`shown` integer DEFAULT 0 NOT NULL,
	`missed` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`kind`, `guide_id`, `day`)
);
--> statement-breakpoint
INSERT INTO `__new_guide_counts`("kind", "guide_id", "day", "shown", "missed") SELECT 'guide', "guide_id", "day", "shown", "missed" FROM `guide_counts`;--> statement-breakpoint
DROP TABLE `guide_counts`;--> statement-breakpoint
ALTER TABLE `__new_guide_counts` RENAME TO `guide_counts`;--> statement-breakpoint
-- Words as in `guide_index` (src/domain/guides/words.ts).
CREATE VIRTUAL TABLE `policy_index` USING fts5(`policy_id` UNINDEXED, `names`, `inside`, tokenize='unicode61');--> statement-breakpoint
CREATE VIRTUAL TABLE `public_answer_index` USING fts5(`answer_id` UNINDEXED, `names`, `inside`, tokenize='unicode61');--> statement-breakpoint
-- Tickets of before have not been found to be no request; the audit compares every field of the state.
UPDATE `tickets` SET `state` = json_set(`state`, '$.dismissal', json('null'));
