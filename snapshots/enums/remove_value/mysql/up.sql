-- Revision  2026-11-21-103000-0000 (apply)
-- Message   remove_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column jobs.state (type) (models.rs:8:5)
-- warning[L105]: jobs.state changes from enum('idle','busy','lost') to enum('busy','idle'): this fails where a value does not fit
ALTER TABLE `jobs` MODIFY COLUMN `state` enum('busy','idle') NOT NULL DEFAULT 'idle';
