-- Revision  2026-11-21-103000-0000 (undo)
-- Message   int_to_check
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_status;

-- Replace values of tickets.status: 'open' by '1', 'closed' by '5'
UPDATE tickets SET status = CASE status WHEN 'open' THEN '1' WHEN 'closed' THEN '5' ELSE status END WHERE status IN ('open', 'closed');

-- Alter column tickets.status (type, default)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE integer USING status::integer,
    ALTER COLUMN status SET DEFAULT 1;

-- Add check constraint ck_status on tickets
ALTER TABLE tickets ADD CONSTRAINT ck_status CHECK (status = ANY (ARRAY[1, 5]));
