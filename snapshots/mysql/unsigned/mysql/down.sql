-- Revision  2026-11-21-103000-0000 (undo)
-- Message   unsigned
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.
-- WARNING: values of column counters.hits that the other type cannot hold as they were may not be restored
-- WARNING: values of column counters.shown that the other type cannot hold as they were may not be restored

-- Alter column counters.hits (type)
-- Alter column counters.shown (type, options)
-- Drop column counters.medium
-- Drop column counters.signed
-- Drop column counters.tiny
-- DESTRUCTIVE: deletes the data of column counters.medium
-- DESTRUCTIVE: deletes the data of column counters.signed
-- DESTRUCTIVE: deletes the data of column counters.tiny
ALTER TABLE `counters`
    DROP COLUMN `medium`,
    DROP COLUMN `signed`,
    DROP COLUMN `tiny`,
    MODIFY COLUMN `hits` int NOT NULL,
    MODIFY COLUMN `shown` int(6) unsigned NOT NULL;
