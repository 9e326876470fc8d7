-- Revision  2026-11-21-103000-0000 (undo)
-- Message   native_to_int
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum status
CREATE TYPE status AS ENUM ('open', 'fixed');

-- Drop check constraint ck_tickets_status of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_tickets_status;

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE text;

-- Replace values of tickets.status: '1' by 'open', '5' by 'fixed'
UPDATE tickets SET status = CASE status WHEN '1' THEN 'open' WHEN '5' THEN 'fixed' ELSE status END WHERE status IN ('1', '5');

-- Alter column tickets.status (type, default)
ALTER TABLE tickets
    ALTER COLUMN status TYPE status USING status::status,
    ALTER COLUMN status SET DEFAULT 'fixed'::status;
