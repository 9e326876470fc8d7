-- Revision  2026-11-21-103000-0000 (apply)
-- Message   drop_required
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop column guests.age
-- Drop column guests.since
-- DESTRUCTIVE: deletes the data of column guests.age; down.sql cannot restore it
-- DESTRUCTIVE: deletes the data of column guests.since; down.sql cannot restore it
-- warning[L102]: column guests.since is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
-- warning[L102]: column guests.age is dropped with all its values
--   help: if it got another name, say so with `renamed_from`
ALTER TABLE `guests`
    DROP COLUMN `age`,
    DROP COLUMN `since`;
