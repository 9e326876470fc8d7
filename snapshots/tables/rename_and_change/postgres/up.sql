-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_and_change
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table measurement to readings
-- warning[L108]: check constraint ck_quality on readings fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE measurement RENAME TO readings;

-- Rename column readings.val to value
ALTER TABLE readings RENAME COLUMN val TO value;

-- Add column readings.unit (models.rs:11:5)
ALTER TABLE readings ADD COLUMN unit text;

-- Alter column readings.quality (nullability, default) (models.rs:10:5)
ALTER TABLE readings ALTER COLUMN quality SET DEFAULT 0;
UPDATE readings SET quality = DEFAULT WHERE quality IS NULL;
ALTER TABLE readings ALTER COLUMN quality SET NOT NULL;

-- Add check constraint ck_quality on readings (models.rs:4:59)
ALTER TABLE readings ADD CONSTRAINT ck_quality CHECK ((quality >= 0) AND (quality <= 9));

-- Drop column readings.scratch
-- DESTRUCTIVE: deletes the data of column readings.scratch; down.sql cannot restore it
-- warning[L102]: column readings.scratch is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE readings DROP COLUMN scratch;
