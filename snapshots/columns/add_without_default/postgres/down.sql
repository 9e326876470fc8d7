-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_without_default
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop column drafts.title
-- DESTRUCTIVE: deletes the data of column drafts.title
ALTER TABLE drafts DROP COLUMN title;

-- Drop column drafts.words
-- DESTRUCTIVE: deletes the data of column drafts.words
ALTER TABLE drafts DROP COLUMN words;
