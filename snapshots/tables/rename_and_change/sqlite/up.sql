-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_and_change
-- Revises   nothing, it is the first
-- Engine    sqlite
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
-- Alter column readings.quality (nullability, default) (models.rs:10:5)
-- Add check constraint ck_quality on readings (models.rs:4:59)
-- Drop column readings.scratch
-- DESTRUCTIVE: deletes the data of column readings.scratch; down.sql cannot restore it
-- warning[L102]: column readings.scratch is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- note: readings is built anew and its rows are moved, because sqlite cannot in place: alter column readings.quality (nullability, default); add check constraint ck_quality on readings
DROP TABLE IF EXISTS __schemist_new_readings;

CREATE TABLE __schemist_new_readings (
    id INTEGER NOT NULL PRIMARY KEY,
    value DOUBLE PRECISION NOT NULL,
    quality INTEGER NOT NULL DEFAULT 0,
    unit TEXT,
    CONSTRAINT ck_quality CHECK (quality BETWEEN 0 AND 9)
);

INSERT INTO __schemist_new_readings (id, value, quality)
SELECT id, value, coalesce(quality, 0)
FROM readings;

DROP TABLE readings;
ALTER TABLE __schemist_new_readings RENAME TO readings;
