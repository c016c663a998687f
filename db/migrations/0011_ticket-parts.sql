CREATE TABLE `ticket_parts` (
	`ticket_id` text NOT NULL,
	`person_id` text NOT NULL,
	`unit_id` text
);
--> statement-breakpoint
CREATE INDEX `ticket_parts_of` ON `ticket_parts` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_parts_by_person` ON `ticket_parts` (`person_id`);--> statement-breakpoint
CREATE INDEX `ticket_parts_by_unit` ON `ticket_parts` (`unit_id`) WHERE unit_id is not null;--> statement-breakpoint
DROP INDEX `tickets_to_confirm`;--> statement-breakpoint
CREATE INDEX `tickets_parked` ON `tickets` (`resolve_by`) WHERE stage = 'parked';--> statement-breakpoint
INSERT INTO `ticket_parts` (`ticket_id`, `person_id`, `unit_id`)
SELECT t.id, json_extract(a.value, '$.personId'), json_extract(a.value, '$.unitId') FROM `tickets` t, json_each(t.state, '$.assists') a
WHERE t.closed_at IS NULL AND json_extract(a.value, '$.doneAt') IS NULL
UNION ALL SELECT id, json_extract(state, '$.approval.approverId'), NULL FROM `tickets`
WHERE closed_at IS NULL AND json_extract(state, '$.approval.approverId') IS NOT NULL
UNION ALL SELECT id, json_extract(state, '$.confirmation.leaderId'), NULL FROM `tickets`
WHERE closed_at IS NULL AND json_extract(state, '$.confirmation.leaderId') IS NOT NULL;
