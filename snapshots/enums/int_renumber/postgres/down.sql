-- Revision  2026-11-21-103000-0000 (undo)
-- Message   int_renumber
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint tickets_status of tickets
ALTER TABLE tickets DROP CONSTRAINT tickets_status;

-- Replace values of tickets.status: '100' by '1', '7' by '-7'
UPDATE tickets SET status = CASE status WHEN 100 THEN 1 WHEN 7 THEN -7 ELSE status END WHERE status IN (100, 7);

-- Alter column tickets.status (default)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 1;

-- Add check constraint tickets_status on tickets
ALTER TABLE tickets ADD CONSTRAINT tickets_status CHECK (status = ANY (ARRAY[0, 1, '-7'::integer]));
