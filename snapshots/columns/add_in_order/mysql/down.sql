-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_in_order
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column people.area cannot be restored
-- WARNING: the data of column people.mobile cannot be restored
-- WARNING: the data of column people.zip cannot be restored

-- Add column people.zip
-- Add column people.mobile
-- Add column people.area
-- Drop column people.city
-- Drop column people.code
-- Drop column people.country
-- Drop column people.street
-- the data of column people.zip cannot be restored
-- the data of column people.mobile cannot be restored
-- the data of column people.area cannot be restored
-- DESTRUCTIVE: deletes the data of column people.city
-- DESTRUCTIVE: deletes the data of column people.code
-- DESTRUCTIVE: deletes the data of column people.country
-- DESTRUCTIVE: deletes the data of column people.street
ALTER TABLE `people`
    DROP COLUMN `city`,
    DROP COLUMN `code`,
    DROP COLUMN `country`,
    DROP COLUMN `street`,
    ADD COLUMN `zip` text NULL,
    ADD COLUMN `mobile` text NULL,
    ADD COLUMN `area` text NULL;
