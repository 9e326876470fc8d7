-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_rename_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_status of tickets
ALTER TABLE tickets DROP CONSTRAINT tickets_status;

-- Alter column tickets.status (default)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 'it''s fixed'::character varying;

-- Replace values of tickets.status: 'it's closed' by 'it's fixed', 'gone' by 'lost'
UPDATE tickets SET status = CASE status WHEN 'it''s closed' THEN 'it''s fixed' WHEN 'gone' THEN 'lost' ELSE status END WHERE status IN ('it''s closed', 'gone');

-- Add check constraint tickets_status on tickets
ALTER TABLE tickets ADD CONSTRAINT tickets_status CHECK ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('it''s fixed'::character varying)::text, ('lost'::character varying)::text]));
