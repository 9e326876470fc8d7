-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_to_int
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_status;

-- Alter column tickets.status (type, default)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE varchar(30),
    ALTER COLUMN status SET DEFAULT 'open'::character varying;

-- Replace values of tickets.status: '1' by 'open', '5' by 'fixed'
UPDATE tickets SET status = CASE status WHEN '1' THEN 'open' WHEN '5' THEN 'fixed' ELSE status END WHERE status IN ('1', '5');

-- Add check constraint ck_status on tickets
ALTER TABLE tickets ADD CONSTRAINT ck_status CHECK ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('fixed'::character varying)::text]));
