ALTER TABLE `ticket_facts` ADD `level` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `ticket_facts` SET `level` = coalesce((SELECT json_extract(t.`state`, '$.level') FROM `tickets` t WHERE t.`id` = `ticket_facts`.`ticket_id` AND json_extract(t.`state`, '$.redo') = `ticket_facts`.`round`), 0);
