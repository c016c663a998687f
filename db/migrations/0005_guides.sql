CREATE TABLE `guide_counts` (
	`guide_id` text NOT NULL,
	`day` text NOT NULL,
	`shown` integer DEFAULT 0 NOT NULL,
	`missed` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`guide_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `guide_gaps` (
	`words` text PRIMARY KEY NOT NULL,
	`category` text,
	`times` integer NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guide_gaps_by_day` ON `guide_gaps` (`last_day`);--> statement-breakpoint
CREATE TABLE `guides` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`also` text NOT NULL,
	`category` text NOT NULL,
	`unit_id` text,
	`flow` text NOT NULL,
	`list` text NOT NULL,
	`materials` text NOT NULL,
	`supervision_phone` text NOT NULL,
	`contact_phone` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	CONSTRAINT "guides_state" CHECK("guides"."state" in ('draft','published'))
);
--> statement-breakpoint
CREATE TABLE `learned_examples` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`intent` text NOT NULL,
	`category` text,
	`guessed` text,
	`origin` text NOT NULL,
	`ticket_no` text,
	`person_id` text,
	`at` integer NOT NULL,
	CONSTRAINT "learned_examples_origin" CHECK("learned_examples"."origin" in ('dispatch','return','several','new_matter'))
);
--> statement-breakpoint
CREATE INDEX `learned_examples_by_time` ON `learned_examples` (`at`);--> statement-breakpoint
-- Words of each published guide as overlapping pairs of characters (src/domain/guides/words.ts), so that two characters of Chinese find it.
CREATE VIRTUAL TABLE `guide_index` USING fts5(`guide_id` UNINDEXED, `names`, `inside`, tokenize='unicode61');
