-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    mysql
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

-- Rename table log_entry to log_entries
RENAME TABLE `log_entry` TO `log_entries`;

-- Rename column log_entries.message to message_text
ALTER TABLE `log_entries` RENAME COLUMN `message` TO `message_text`;
