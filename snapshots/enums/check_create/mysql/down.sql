-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_create
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Drop table kinds
-- DESTRUCTIVE: deletes the rows of table kinds
DROP TABLE `kinds`;

-- Drop check constraint ck_other_added of other
-- Drop column other.added
-- DESTRUCTIVE: deletes the data of column other.added
ALTER TABLE `other`
    DROP CONSTRAINT `ck_other_added`,
    DROP COLUMN `added`;
