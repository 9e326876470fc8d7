-- Revision  2026-11-21-103000-0000 (apply)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename table log_entry to log_entries
ALTER TABLE log_entry RENAME TO log_entries;

-- Rename column log_entries.message to message_text
ALTER TABLE log_entries RENAME COLUMN message TO message_text;
