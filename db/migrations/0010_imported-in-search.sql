-- A number of its own for each imported row, so that its words can be found (rowid of imported_search): oldest first.
CREATE TABLE `__new_imported_tickets` (
	`id` integer PRIMARY KEY NOT NULL,
	`no` text NOT NULL,
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
INSERT INTO `__new_imported_tickets`("no", "opened_at", "enterprise", "category", "title", "unit", "responsible", "resolved_at", "rating", "result", "imported_at") SELECT "no", "opened_at", "enterprise", "category", "title", "unit", "responsible", "resolved_at", "rating", "result", "imported_at" FROM `imported_tickets` ORDER BY "opened_at", "no";--> statement-breakpoint
DROP TABLE `imported_tickets`;--> statement-breakpoint
ALTER TABLE `__new_imported_tickets` RENAME TO `imported_tickets`;--> statement-breakpoint
CREATE UNIQUE INDEX `imported_tickets_no_unique` ON `imported_tickets` (`no`);--> statement-breakpoint
CREATE INDEX `imported_tickets_by_day` ON `imported_tickets` (`opened_at`,`id`);--> statement-breakpoint
-- Their words as overlapping pairs of characters, as in ticket_search.
CREATE VIRTUAL TABLE `imported_search` USING fts5(`words`, content='', contentless_delete=1, tokenize='unicode61');
