-- Revision  2026-11-21-103000-0000 (undo)
-- Message   rename_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Rename value closed of enum status to fixed
ALTER TYPE status RENAME VALUE 'closed' TO 'fixed';
