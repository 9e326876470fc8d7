-- Revision  2026-11-21-103000-0000 (undo)
-- Message   constants
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column items.code that the other type cannot hold as they were may not be restored

-- Drop index ix_items_by_code of items
-- Drop check constraint ck_items_code of items
-- Alter column items.code (type)
-- Drop column items.amount
-- Drop column items.state
-- DESTRUCTIVE: deletes the data of column items.amount
-- DESTRUCTIVE: deletes the data of column items.state
ALTER TABLE `items`
    DROP CONSTRAINT `ck_items_code`,
    DROP INDEX `ix_items_by_code`,
    DROP COLUMN `amount`,
    DROP COLUMN `state`,
    MODIFY COLUMN `code` varchar(20) NOT NULL;
