-- Revision  2026-11-21-103000-0000 (apply)
-- Message   check_to_int
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Drop check constraint ck_status of tickets
ALTER TABLE tickets DROP CONSTRAINT ck_status;

-- Replace values of tickets.status: 'open' by '1', 'fixed' by '5'
UPDATE tickets SET status = CASE status WHEN 'open' THEN '1' WHEN 'fixed' THEN '5' ELSE status END WHERE status IN ('open', 'fixed');

-- Alter column tickets.status (type, default) (models.rs:8:5)
-- warning[L105]: tickets.status changes from varchar(30) to integer: this fails where a value does not fit
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE integer USING status::integer,
    ALTER COLUMN status SET DEFAULT 1;

-- Add check constraint ck_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT ck_status CHECK (status = ANY (ARRAY[1, 5]));
