-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column users.flag cannot be restored
-- WARNING: values of column users.name that the other type cannot hold as they were may not be restored

-- Rename column users.quantity to qty
ALTER TABLE `users` RENAME COLUMN `quantity` TO `qty`;

-- Add column users.flag
-- Alter column users.name (type)
-- Drop column users.flagged
-- the data of column users.flag cannot be restored
-- DESTRUCTIVE: deletes the data of column users.flagged
ALTER TABLE `users`
    DROP COLUMN `flagged`,
    ADD COLUMN `flag` tinyint(1) NOT NULL DEFAULT 0,
    MODIFY COLUMN `name` varchar(40) NOT NULL;

-- Rename column users.name to nm
ALTER TABLE `users` RENAME COLUMN `name` TO `nm`;
