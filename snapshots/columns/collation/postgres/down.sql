-- Revision  2026-11-21-103000-0000 (undo)
-- Message   collation
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column words.tag (collation)
-- Alter column words.word (collation)
ALTER TABLE words
    ALTER COLUMN tag TYPE text,
    ALTER COLUMN word TYPE text COLLATE "POSIX";
