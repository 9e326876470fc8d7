-- Revision  2026-11-21-103000-0000 (undo)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: the data of column bills.total cannot be restored
-- WARNING: the data of column users.nick cannot be restored

-- Add column bills.total
-- Drop column bills.total_net
-- Drop column bills.total_tax
-- the data of column bills.total cannot be restored
-- DESTRUCTIVE: deletes the data of column bills.total_net
-- DESTRUCTIVE: deletes the data of column bills.total_tax
ALTER TABLE `bills`
    DROP COLUMN `total_net`,
    DROP COLUMN `total_tax`,
    ADD COLUMN `total` int NULL;

-- Add column users.nick
-- Drop column users.handle
-- the data of column users.nick cannot be restored
-- DESTRUCTIVE: deletes the data of column users.handle
ALTER TABLE `users`
    DROP COLUMN `handle`,
    ADD COLUMN `nick` varchar(40) NULL;
