-- Revision  2026-11-21-103000-0000 (apply)
-- Message   collation
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column words.tag (collation) (models.postgres.rs:9:5)
-- Alter column words.word (collation) (models.postgres.rs:7:5)
-- warning[L408]: values of words.word sort and compare in another way from now on
-- warning[L408]: values of words.tag sort and compare in another way from now on
ALTER TABLE words
    ALTER COLUMN tag TYPE text COLLATE "C",
    ALTER COLUMN word TYPE text;
