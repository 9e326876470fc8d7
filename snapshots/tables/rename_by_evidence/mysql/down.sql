-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename column log_entries.message_text to message
ALTER TABLE `log_entries` RENAME COLUMN `message_text` TO `message`;

-- Rename table log_entries to log_entry
RENAME TABLE `log_entries` TO `log_entry`;
