-- Revision  2026-11-21-103000-0000 (apply)
-- Message   unsigned
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Add column counters.tiny (models.rs:15:5)
-- Add column counters.signed (models.rs:16:5)
-- Add column counters.medium (models.rs:18:5)
-- Alter column counters.hits (type) (models.rs:8:5)
-- Alter column counters.shown (type, options) (models.rs:12:5)
-- warning[L105]: counters.hits changes from int to int unsigned: this fails where a value does not fit
ALTER TABLE `counters`
    ADD COLUMN `tiny` tinyint unsigned NULL,
    ADD COLUMN `signed` tinyint NULL,
    ADD COLUMN `medium` mediumint unsigned NULL,
    MODIFY COLUMN `hits` int unsigned NOT NULL,
    MODIFY COLUMN `shown` int(6) unsigned zerofill NOT NULL;
