-- Revision  2026-11-21-103000-0000 (apply)
-- Message   add_value
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE `tickets` MODIFY COLUMN `status` enum('new','waiting','done','closed') NOT NULL DEFAULT 'waiting';
