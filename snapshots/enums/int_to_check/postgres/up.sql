-- Revision  2026-11-21-103000-0000 (apply)
-- Message   int_to_check
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_status;

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE varchar(12),
    ALTER COLUMN status SET DEFAULT 'open'::character varying;

-- Replace values of tickets.status: '1' by 'open', '5' by 'closed'
UPDATE tickets SET status = CASE status WHEN '1' THEN 'open' WHEN '5' THEN 'closed' ELSE status END WHERE status IN ('1', '5');

-- Add check constraint ck_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT ck_status CHECK ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('closed'::character varying)::text]));
