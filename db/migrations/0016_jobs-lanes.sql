DROP INDEX `jobs_due`;--> statement-breakpoint
ALTER TABLE `jobs` ADD `ahead` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `outage_tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `unsent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `jobs_ahead` ON `jobs` (`run_at`,`id`) WHERE state = 'waiting' and ahead = 1;--> statement-breakpoint
CREATE INDEX `jobs_failing` ON `jobs` (`run_at`,`id`) WHERE state = 'waiting' and ahead = 0 and failing_since is not null;--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`run_at`,`id`) WHERE state = 'waiting' and ahead = 0 and failing_since is null;