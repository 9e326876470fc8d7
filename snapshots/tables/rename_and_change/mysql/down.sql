-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_and_change
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column readings.scratch cannot be restored

-- Rename column readings.value to val
ALTER TABLE `readings` RENAME COLUMN `value` TO `val`;

-- Drop check constraint ck_quality of readings
-- Add column readings.scratch
-- Alter column readings.quality (nullability, default)
-- Drop column readings.unit
-- the data of column readings.scratch cannot be restored
-- DESTRUCTIVE: deletes the data of column readings.unit
ALTER TABLE `readings`
    DROP CONSTRAINT `ck_quality`,
    DROP COLUMN `unit`,
    ADD COLUMN `scratch` text NULL,
    MODIFY COLUMN `quality` int NULL;

-- Rename table readings to measurement
RENAME TABLE `readings` TO `measurement`;
