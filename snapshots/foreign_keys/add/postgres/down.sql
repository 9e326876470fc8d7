-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop index ix_essays_editor_id of essays
DROP INDEX ix_essays_editor_id;

-- Drop foreign key fk_essays_author_id_authors of essays
ALTER TABLE essays DROP CONSTRAINT fk_essays_author_id_authors;

-- Drop foreign key fk_essays_editor_id_authors of essays
ALTER TABLE essays DROP CONSTRAINT fk_essays_editor_id_authors;

-- Drop column essays.editor_id
-- DESTRUCTIVE: deletes the data of column essays.editor_id
ALTER TABLE essays DROP COLUMN editor_id;
