-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column users.nm to name
ALTER TABLE `users` RENAME COLUMN `nm` TO `name`;

-- Rename column users.qty to quantity
ALTER TABLE `users` RENAME COLUMN `qty` TO `quantity`;

-- Add column users.flagged (models.rs:14:5)
-- Alter column users.name (type) (models.rs:8:5)
-- Drop column users.flag
-- DESTRUCTIVE: deletes the data of column users.flag; down.sql cannot restore it
-- warning[L102]: column users.flag is dropped with all its values
ALTER TABLE `users`
    DROP COLUMN `flag`,
    ADD COLUMN `flagged` tinyint(1) NOT NULL DEFAULT 0,
    MODIFY COLUMN `name` varchar(80) NOT NULL;
