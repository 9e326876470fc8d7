-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_and_change
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column readings.scratch cannot be restored

-- Rename column readings.value to val
ALTER TABLE readings RENAME COLUMN value TO val;

-- Drop check constraint ck_quality of readings
ALTER TABLE readings DROP CONSTRAINT ck_quality;

-- Add column readings.scratch
-- the data of column readings.scratch cannot be restored
ALTER TABLE readings ADD COLUMN scratch text;

-- Alter column readings.quality (nullability, default)
ALTER TABLE readings
    ALTER COLUMN quality DROP NOT NULL,
    ALTER COLUMN quality DROP DEFAULT;

-- Drop column readings.unit
-- DESTRUCTIVE: deletes the data of column readings.unit
ALTER TABLE readings DROP COLUMN unit;

-- Rename table readings to measurement
ALTER TABLE readings RENAME TO measurement;
