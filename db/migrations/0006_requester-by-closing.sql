DROP INDEX `tickets_by_requester`;--> statement-breakpoint
DROP INDEX `tickets_by_requester_person`;--> statement-breakpoint
CREATE INDEX `tickets_open_by_limit` ON `tickets` (`resolve_by`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `tickets_by_requester` ON `tickets` (`requester_open_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `tickets_by_requester_person` ON `tickets` (`requester_person_id`,`closed_at`);