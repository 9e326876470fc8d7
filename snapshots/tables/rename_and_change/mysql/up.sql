-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_and_change
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename table measurement to readings
-- warning[L108]: check constraint ck_quality on readings fails where a row breaks it
--   help: look for such rows before this runs
RENAME TABLE `measurement` TO `readings`;

-- Rename column readings.val to value
ALTER TABLE `readings` RENAME COLUMN `val` TO `value`;

-- Add column readings.unit (models.rs:11:5)
-- Alter column readings.quality (nullability, default) (models.rs:10:5)
-- Add check constraint ck_quality on readings (models.rs:4:59)
-- Drop column readings.scratch
-- DESTRUCTIVE: deletes the data of column readings.scratch; down.sql cannot restore it
-- warning[L102]: column readings.scratch is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
UPDATE `readings` SET `quality` = 0 WHERE `quality` IS NULL;

ALTER TABLE `readings`
    DROP COLUMN `scratch`,
    ADD COLUMN `unit` text NULL,
    MODIFY COLUMN `quality` int NOT NULL DEFAULT 0,
    ADD CONSTRAINT `ck_quality` CHECK (`quality` between 0 and 9);
