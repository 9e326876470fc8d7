-- Revision  2026-11-21-103000-0000 (apply)
-- Message   native_to_int
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tickets.status (type, default) (models.rs:8:5)
-- warning[L105]: tickets.status changes from text to bigint: this fails where a value does not fit
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE text;

-- Replace values of tickets.status: 'open' by '1', 'fixed' by '5'
UPDATE tickets SET status = CASE status WHEN 'open' THEN '1' WHEN 'fixed' THEN '5' ELSE status END WHERE status IN ('open', 'fixed');

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE tickets
    ALTER COLUMN status TYPE bigint USING status::bigint,
    ALTER COLUMN status SET DEFAULT 5;

-- Add check constraint ck_tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT ck_tickets_status CHECK (status = ANY (ARRAY[(1)::bigint, (5)::bigint]));

-- Drop enum status
DROP TYPE status;
