DROP INDEX `accountability_once`;--> statement-breakpoint
CREATE INDEX `accountability_of_ticket` ON `accountability_drafts` (`ticket_id`);