-- Words of each ticket as overlapping pairs of characters, so that two characters of Chinese find it (rowid = ticket_facts.id of round 0).
CREATE VIRTUAL TABLE `ticket_search` USING fts5(`words`, content='', contentless_delete=1, tokenize='unicode61');
