-- Revision  2026-11-21-103000-0000 (apply)
-- Message   text_rename_value
-- Revises   nothing, it is the first
-- Engine    sqlite
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Replace values of tickets.status: 'fixed' by 'closed'
UPDATE tickets SET status = 'closed' WHERE status = 'fixed';
