-- Revision  2026-11-21-103000-0000 (undo)
-- Message   add_value
-- Revises   nothing, it is the first
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.0.0
--
-- Review before you run.
-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.

BEGIN;

-- Alter column tickets.status (default)
ALTER TABLE tickets ALTER COLUMN status SET DEFAULT 'new'::status;

-- Remove from enum status: waiting, closed
ALTER TYPE status RENAME TO status_old;
CREATE TYPE status AS ENUM ('new', 'done');

ALTER TABLE tickets
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE status USING status::text::status,
    ALTER COLUMN status SET DEFAULT 'new'::status;

DROP TYPE status_old;

COMMIT;
