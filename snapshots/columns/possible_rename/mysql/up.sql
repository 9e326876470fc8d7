-- Revision  2026-11-21-103000-0000 (apply)
-- Message   possible_rename
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column bills.total_net (models.rs:17:5)
-- Add column bills.total_tax (models.rs:18:5)
-- Drop column bills.total
-- DESTRUCTIVE: deletes the data of column bills.total; down.sql cannot restore it
-- warning[L102]: column bills.total is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `bills`
    DROP COLUMN `total`,
    ADD COLUMN `total_net` int NULL,
    ADD COLUMN `total_tax` int NULL;

-- Add column users.handle (models.rs:10:5)
-- Drop column users.nick
-- DESTRUCTIVE: deletes the data of column users.nick; down.sql cannot restore it
-- warning[L102]: column users.nick is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `users`
    DROP COLUMN `nick`,
    ADD COLUMN `handle` varchar(40) NULL;
