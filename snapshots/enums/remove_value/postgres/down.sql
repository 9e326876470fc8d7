-- Revision  2026-11-21-103000-0000 (undo)
-- Message   remove_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- WARNING: rows that held lost of enum state may not be restored

-- Add to enum state: lost
ALTER TYPE state RENAME TO state_old;
CREATE TYPE state AS ENUM ('idle', 'busy', 'lost');

ALTER TABLE jobs
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN state TYPE state USING state::text::state,
    ALTER COLUMN state SET DEFAULT 'idle'::state;

DROP TYPE state_old;
