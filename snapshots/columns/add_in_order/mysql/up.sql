-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_in_order
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column people.street (models.rs:7:5)
-- Add column people.city (models.rs:8:5)
-- Add column people.code (models.rs:9:5)
-- Add column people.country (models.rs:10:5)
-- Drop column people.area
-- Drop column people.mobile
-- Drop column people.zip
-- DESTRUCTIVE: deletes the data of column people.area; down.sql cannot restore it
-- DESTRUCTIVE: deletes the data of column people.mobile; down.sql cannot restore it
-- DESTRUCTIVE: deletes the data of column people.zip; down.sql cannot restore it
-- warning[L102]: column people.area is dropped with all its values
-- warning[L102]: column people.mobile is dropped with all its values
-- warning[L102]: column people.zip is dropped with all its values
ALTER TABLE `people`
    DROP COLUMN `area`,
    DROP COLUMN `mobile`,
    DROP COLUMN `zip`,
    ADD COLUMN `street` text NULL,
    ADD COLUMN `city` text NULL,
    ADD COLUMN `code` text NULL,
    ADD COLUMN `country` text NULL;
