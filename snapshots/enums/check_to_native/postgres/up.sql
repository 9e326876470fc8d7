-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_to_native
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Create enum status (models.rs:12:10)
CREATE TYPE status AS ENUM ('open', 'closed');

-- Drop check constraint ck_status of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_status;

-- Replace values of tickets.status: 'fixed' by 'closed'
UPDATE tickets SET status = 'closed' WHERE status = 'fixed';

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE status USING status::status,
    ALTER COLUMN status SET DEFAULT 'open'::status;
