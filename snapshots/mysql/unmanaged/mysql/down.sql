-- Revision  2026-11-21-103000-0000 (undo)
-- Message   unmanaged
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column sales.cents that the other type cannot hold as they were may not be restored

-- Drop column parts.m
-- DESTRUCTIVE: deletes the data of column parts.m
ALTER TABLE `parts` DROP COLUMN `m`;

-- Alter column sales.cents (type)
-- Drop column sales.note
-- DESTRUCTIVE: deletes the data of column sales.note
ALTER TABLE `sales`
    DROP COLUMN `note`,
    MODIFY COLUMN `cents` int NOT NULL;
