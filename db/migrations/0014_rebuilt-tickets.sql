-- A rebuilt state carries the instant of its rebuilding on (`rebuilt`). A change that was decided on the state of before does
-- not: it is refused in the words of a beaten version, so that every release decides again on what stands there now.
CREATE TRIGGER `tickets_rebuilt` BEFORE UPDATE OF `state` ON `tickets`
WHEN new.`version` > old.`version` AND json_extract(old.`state`, '$.rebuilt') IS NOT NULL
  AND json_extract(new.`state`, '$.rebuilt') IS NOT json_extract(old.`state`, '$.rebuilt')
BEGIN
  SELECT raise(ABORT, 'UNIQUE constraint failed: tickets.version');
END;
