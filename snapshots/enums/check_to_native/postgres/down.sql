-- Revision  2026-11-21-103000-0000 (undo)
-- Message   check_to_native
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.

-- Alter column tickets.status (type, default)
ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE varchar(30),
    ALTER COLUMN status SET DEFAULT 'open'::character varying;

-- Replace values of tickets.status: 'closed' by 'fixed'
UPDATE tickets SET status = 'fixed' WHERE status = 'closed';

-- Add check constraint ck_status on tickets
ALTER TABLE tickets ADD CONSTRAINT ck_status CHECK ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('fixed'::character varying)::text]));

-- Drop enum status
DROP TYPE status;
