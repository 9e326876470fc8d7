-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_by_evidence
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename column log_entries.message_text to message
ALTER TABLE log_entries RENAME COLUMN message_text TO message;

-- Rename table log_entries to log_entry
ALTER TABLE log_entries RENAME TO log_entry;
