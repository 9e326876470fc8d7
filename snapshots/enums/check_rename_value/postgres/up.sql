-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_rename_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_status of tickets
ALTER TABLE tickets DROP CONSTRAINT tickets_status;

-- Replace values of tickets.status: 'it's fixed' by 'it's closed', 'lost' by 'gone'
UPDATE tickets SET status = CASE status WHEN 'it''s fixed' THEN 'it''s closed' WHEN 'lost' THEN 'gone' ELSE status END WHERE status IN ('it''s fixed', 'lost');

-- Alter column tickets.status (default) (models.rs:8:5)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 'it''s closed'::character varying;

-- Add check constraint tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT tickets_status CHECK ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('it''s closed'::character varying)::text, ('gone'::character varying)::text]));
