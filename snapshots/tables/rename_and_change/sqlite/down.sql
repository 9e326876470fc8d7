-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_and_change
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: the data of column readings.scratch cannot be restored

-- Rename column readings.value to val
ALTER TABLE readings RENAME COLUMN value TO val;

-- Drop check constraint ck_quality of readings
-- Add column readings.scratch
-- Alter column readings.quality (nullability, default)
-- Drop column readings.unit
-- the data of column readings.scratch cannot be restored
-- DESTRUCTIVE: deletes the data of column readings.unit
-- note: readings is built anew and its rows are moved, because sqlite cannot in place: drop check constraint ck_quality of readings; alter column readings.quality (nullability, default)
DROP TABLE IF EXISTS __schemist_new_readings;

CREATE TABLE __schemist_new_readings (
    id INTEGER NOT NULL PRIMARY KEY,
    val DOUBLE PRECISION NOT NULL,
    quality INTEGER,
    scratch TEXT
);

INSERT INTO __schemist_new_readings (id, val, quality)
SELECT id, val, quality
FROM readings;

DROP TABLE readings;
ALTER TABLE __schemist_new_readings RENAME TO readings;

-- Rename table readings to measurement
ALTER TABLE readings RENAME TO measurement;
