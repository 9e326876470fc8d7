-- Revision  2026-11-21-103000-0000 (apply)
-- Message   native_to_check
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tickets.status (type, default) (models.rs:8:5)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE text,
    ALTER COLUMN status SET DEFAULT 'open'::text;

-- Replace values of tickets.status: 'fixed' by 'closed'
UPDATE tickets SET status = 'closed' WHERE status = 'fixed';

-- Add check constraint ck_tickets_status on tickets (models.rs:8:5)
-- warning[L108]: check constraint ck_tickets_status on tickets fails where a row breaks it
--   help: look for such rows before this runs
ALTER TABLE tickets ADD CONSTRAINT ck_tickets_status CHECK (status = ANY (ARRAY['open'::text, 'closed'::text]));

-- Drop enum status
DROP TYPE status;
