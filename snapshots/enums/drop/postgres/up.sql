-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column moods.mood (type, default) (models.rs:8:5)
ALTER TABLE moods
    ALTER COLUMN mood DROP DEFAULT,
    ALTER COLUMN mood TYPE text,
    ALTER COLUMN mood SET DEFAULT 'ok'::text;

-- Drop column moods.spare
-- DESTRUCTIVE: deletes the data of column moods.spare; down.sql cannot restore it
-- warning[L102]: column moods.spare is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE moods DROP COLUMN spare;

-- Drop enum mood
DROP TYPE mood;
